package dev.chancery.claims;

import dev.chancery.scope.MapperType;

/// Says what one [dev.chancery.scope.ProtocolMapper] of its type says.
public interface ClaimsMapper extends MapperType {

    /// Whether it changes the roles that others say, and so goes before them.
    default boolean changesRoles() {
        return false;
    }

    void say(Turn turn);
}
