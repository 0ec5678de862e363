package dev.chancery.claims;

import dev.chancery.client.WebOrigin;
import dev.chancery.scope.BuiltInScope;
import java.util.List;
import java.util.Map;

/// The web origins of the client, for resource servers that answer browsers.
public record OriginClaims() implements ClaimsMapper {

    @Override
    public String scope() {
        return BuiltInScope.WEB_ORIGINS.scopeName;
    }

    @Override
    public void add(ClaimsSource source, Map<String, Object> claims) {
        var origins = WebOrigin.allowed(source.client().settings());
        if (!origins.isEmpty()) claims.put("allowed-origins", List.copyOf(origins));
    }
}
