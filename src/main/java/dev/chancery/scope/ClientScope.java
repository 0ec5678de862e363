package dev.chancery.scope;

import dev.chancery.id.RealmId;
import dev.chancery.id.ScopeId;
import java.time.Instant;

/// One scope of a realm.
///
/// @param builtIn it can be neither renamed nor deleted
public record ClientScope(
        ScopeId id,
        RealmId realm,
        String name,
        ScopeSettings settings,
        boolean builtIn,
        Instant createdAt,
        long version) {}
