package dev.chancery.issue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.admin.Actor;
import dev.chancery.client.Client;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An access token of ours that is alive, by the database.
///
/// @param person the subject; absent when it is the service account of the client
/// @param asked the claims that were asked for one by one, for userinfo
public record ActiveToken(
        Realm realm,
        JWTClaimsSet claims,
        SubjectId subject,
        String clientId,
        @Nullable User person,
        List<String> asked) {

    public boolean ofClient() {
        return person == null;
    }

    /// Whether its `sub` tells nothing of who it is: OpenID Connect Core §8.
    public boolean pairwise() {
        return !claims.getSubject().equals(subject.value());
    }

    /// As it stands in the database, whatever the token says.
    public String username() {
        return person == null
                ? Client.serviceAccountName(clientId)
                : person.settings().username();
    }

    public boolean administers() {
        return claims.getAudience().contains(Actor.AUDIENCE);
    }
}
