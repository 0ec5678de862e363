package dev.chancery.golden;

import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A token that a change may make say something else.
///
/// @param person who signs in; absent where the client acts on its own behalf
/// @param expected what its golden token says; absent where it has none
public record WatchedToken(
        RealmId realm,
        ClientKey client,
        String clientId,
        @Nullable SubjectId person,
        String scope,
        @Nullable ObjectNode expected) {

    public boolean isGolden() {
        return expected != null;
    }
}
