package dev.chancery.issue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.admin.Actor;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;

/// An access token of ours that is alive, by the database.
///
/// @param ofClient the subject is the service account of the client it was issued to
public record ActiveToken(Realm realm, JWTClaimsSet claims, SubjectId subject, String clientId, boolean ofClient) {

    public boolean administers() {
        return claims.getAudience().contains(Actor.AUDIENCE);
    }
}
