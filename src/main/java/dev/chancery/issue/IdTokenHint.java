package dev.chancery.issue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.InvalidJws;
import dev.chancery.crypto.Verifier;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.key.SigningKeys;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads ID tokens of ours that come back as a hint of who is meant: OpenID Connect Core §3.1.2.1, RP-Initiated Logout
/// §2. Expired ones too: they prove nothing but that this server once said so.
public record IdTokenHint(SigningKeys keys, Verifier verifier, Issuer issuer, HiddenSubject subjects) {

    /// @param session in which it was issued; absent for offline access
    public record Hint(
            SubjectId person, String clientId, @Nullable SessionId session) {}

    public Optional<SubjectId> person(Realm realm, String idToken) {
        return read(realm, idToken).map(Hint::person);
    }

    /// Absent for anything but an ID token of this realm.
    public Optional<Hint> read(Realm realm, String idToken) {
        try {
            var jws = CompactJws.parse(idToken);
            return jws.kid()
                    .flatMap(kid -> keys.verifying(realm, kid))
                    .map(key -> jws.claims(key, verifier))
                    .filter(claims -> isIdToken(realm, claims))
                    .flatMap(claims -> hint(realm, claims));
        } catch (InvalidJws _) {
            return Optional.empty();
        }
    }

    /// RFC 8725 §3.12: an access token is signed by the same key, so what tells them apart is checked.
    private boolean isIdToken(Realm realm, JWTClaimsSet claims) {
        return issuer.of(realm).equals(claims.getIssuer())
                && claims.getClaim("typ") == null
                && claims.getClaim("azp") instanceof String client
                && claims.getAudience().equals(List.of(client))
                && claims.getClaim("auth_time") instanceof Number
                && claims.getClaim("at_hash") instanceof String
                && claims.getSubject() != null
                && claims.getJWTID() != null;
    }

    private Optional<Hint> hint(Realm realm, JWTClaimsSet claims) {
        var session = claims.getClaim("sid") instanceof String sid ? new SessionId(sid) : null;
        return subjects.of(realm.id(), claims.getJWTID(), claims.getSubject())
                .map(person -> new Hint(person, String.valueOf(claims.getClaim("azp")), session));
    }
}
