package dev.chancery.claims;

import dev.chancery.scope.BuiltInScope;
import java.util.Map;

/// The roles of the subject: at the top, and where resource servers made for Keycloak look for them.
public record RoleClaims() implements ClaimsMapper {

    @Override
    public String scope() {
        return BuiltInScope.ROLES.scopeName;
    }

    @Override
    public void add(ClaimsSource source, Map<String, Object> claims) {
        claims.put("roles", source.roles());
        claims.put("realm_access", Map.of("roles", source.roles()));
    }
}
