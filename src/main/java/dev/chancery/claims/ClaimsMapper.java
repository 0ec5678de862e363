package dev.chancery.claims;

import java.util.Map;

/// Adds the claims that one scope stands for.
public interface ClaimsMapper {

    /// The name of the scope that switches it on.
    String scope();

    void add(ClaimsSource source, Map<String, Object> claims);
}
