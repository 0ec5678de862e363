package dev.chancery.claims;

import dev.chancery.scope.BuiltInScope;
import java.util.Map;

/// The names of the subject: OpenID Connect Core §5.4, `profile`.
public record ProfileClaims() implements ClaimsMapper {

    @Override
    public String scope() {
        return BuiltInScope.PROFILE.scopeName;
    }

    @Override
    public void add(ClaimsSource source, Map<String, Object> claims) {
        var user = source.user();
        if (user == null) return;
        var first = user.settings().firstName();
        var last = user.settings().lastName();
        put(claims, "name", (first + " " + last).strip());
        put(claims, "given_name", first);
        put(claims, "family_name", last);
    }

    private static void put(Map<String, Object> claims, String name, String value) {
        if (!value.isEmpty()) claims.put(name, value);
    }
}
