package dev.chancery.golden;

import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a token of a client is expected to say.
///
/// @param person who signs in; absent where the client acts on its own behalf
/// @param scope as a request asks for it; empty for the default
/// @param claims all but those that each token has of its own, such as `exp`, `jti` and `sid`
public record GoldenToken(
        ClientKey client,
        RealmId realm,
        @Nullable SubjectId person,
        String scope,
        ObjectNode claims,
        Instant updatedAt,
        long version) {

    /// The token that it is about.
    public WatchedToken watched(String clientId) {
        return new WatchedToken(realm, client, clientId, person, scope, claims);
    }
}
