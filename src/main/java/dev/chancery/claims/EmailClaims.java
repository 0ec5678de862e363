package dev.chancery.claims;

import dev.chancery.scope.BuiltInScope;
import java.util.Map;

/// The e-mail address of the person: OpenID Connect Core §5.4, `email`.
public record EmailClaims() implements ClaimsMapper {

    @Override
    public String scope() {
        return BuiltInScope.EMAIL.scopeName;
    }

    @Override
    public void add(ClaimsSource source, Map<String, Object> claims) {
        var user = source.user();
        if (user == null || user.settings().email() == null) return;
        claims.put("email", user.settings().email());
        claims.put("email_verified", user.settings().emailVerified());
    }
}
