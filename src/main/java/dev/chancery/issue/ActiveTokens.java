package dev.chancery.issue;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.InvalidJws;
import dev.chancery.crypto.VerificationKey;
import dev.chancery.crypto.Verifier;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.id.SubjectId;
import dev.chancery.key.SigningKeys;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells whether an access token that comes back is alive. Strict on every node: the database is asked each time.
public final class ActiveTokens {
    /// By how many seconds the clocks of nodes may differ.
    public static final long CLOCKS_APART = 10;

    private final SigningKeys keys;
    private final Verifier verifier;
    private final Issuer issuer;
    private final TokenStateStore states;
    private final Changes changes;
    private final HiddenSubject subjects;
    private final InstantSource clock;

    public ActiveTokens(
            SigningKeys keys,
            Verifier verifier,
            Issuer issuer,
            Database db,
            UserStore users,
            Changes changes,
            HiddenSubject subjects,
            InstantSource clock) {
        this.keys = keys;
        this.verifier = verifier;
        this.issuer = issuer;
        this.states = new TokenStateStore(db, users, changes);
        this.changes = changes;
        this.subjects = subjects;
        this.clock = clock;
    }

    /// Absent for anything but a live access token of this realm; why it is not, nobody is told.
    public Optional<ActiveToken> find(Realm realm, String token) {
        // a key may have been revoked on another node: by now this one has heard of it
        return parsed(token)
                .flatMap(jws -> authentic(realm, jws)
                        .flatMap(claims -> alive(realm, claims))
                        .filter(_ -> key(realm, jws).isPresent()));
    }

    /// Signed by this realm as an access token and not expired; it may have been revoked, or its holder switched off.
    public Optional<JWTClaimsSet> authentic(Realm realm, String token) {
        return parsed(token).flatMap(jws -> authentic(realm, jws));
    }

    private static Optional<CompactJws> parsed(String token) {
        try {
            return Optional.of(CompactJws.parse(token));
        } catch (InvalidJws _) {
            return Optional.empty();
        }
    }

    private Optional<JWTClaimsSet> authentic(Realm realm, CompactJws jws) {
        try {
            return key(realm, jws)
                    .map(found -> jws.claims(found, verifier))
                    .filter(claims -> isAccessToken(realm, claims));
        } catch (InvalidJws _) {
            return Optional.empty();
        }
    }

    private Optional<VerificationKey> key(Realm realm, CompactJws jws) {
        return jws.kid().flatMap(kid -> keys.verifying(realm, kid));
    }

    /// RFC 8725 §3.11 and §3.12: what kind of token it is, and who issued it, is part of what was signed.
    private boolean isAccessToken(Realm realm, JWTClaimsSet claims) {
        var expires = claims.getExpirationTime();
        return issuer.of(realm).equals(claims.getIssuer())
                && "Bearer".equals(claims.getClaim("typ"))
                && claims.getClaim("azp") instanceof String
                && claims.getSubject() != null
                && claims.getJWTID() != null
                && claims.getIssueTime() != null
                && expires != null
                && clock.instant().isBefore(expires.toInstant());
    }

    private Optional<ActiveToken> alive(Realm realm, JWTClaimsSet claims) {
        var clientId = clientId(claims);
        return subjects.of(realm.id(), claims.getJWTID(), claims.getSubject())
                .flatMap(subject -> alive(
                                new TokenStateStore.Named(
                                        realm.id(), clientId, subject.value(), claims.getJWTID(), grant(claims)),
                                state -> isAlive(state, claims, subject))
                        .map(state -> new ActiveToken(realm, claims, subject, clientId, state.user(), asked(state))));
    }

    private Optional<TokenStateStore.State> alive(TokenStateStore.Named token, Predicate<TokenStateStore.State> alive) {
        return states.find(token, alive).filter(alive);
    }

    private boolean isAlive(TokenStateStore.State state, JWTClaimsSet claims, SubjectId subject) {
        if (!state.realmEnabled() || !state.clientEnabled() || state.revoked()) return false;
        var issuedAt = claims.getIssueTime().toInstant().getEpochSecond();
        if (issuedAt < state.notBefore()) return false;
        // the database came back from a copy: whether this token was revoked since the copy is unknown
        if (issuedAt < changes.epoch().began().getEpochSecond()) return false;
        // a client that was made again with the ids that it had before starts anew; nodes' clocks may be this far apart
        if (issuedAt < state.clientMade() - CLOCKS_APART) return false;
        // what a person let a client have has ended, or their session
        if (!grant(claims).isEmpty() && !isGranted(state)) return false;
        // a client made again under the same client_id is another client
        if (!TokenId.of(state.client()).isIn(claims.getJWTID())) return false;
        return subject.equals(state.serviceAccount()) || isAlive(state.user(), issuedAt);
    }

    private static boolean isAlive(@Nullable User user, long issuedAt) {
        return user != null
                && user.settings().enabled()
                && issuedAt >= user.settings().notBefore();
    }

    private boolean isGranted(TokenStateStore.State state) {
        return state.grantedUntil() != null && clock.instant().isBefore(state.grantedUntil());
    }

    private static List<String> asked(TokenStateStore.State state) {
        return state.terms() == null ? List.of() : state.terms().userinfoClaims();
    }

    /// Empty when nobody signed in for it.
    private static String grant(JWTClaimsSet claims) {
        return claims.getClaim(AccessClaims.GRANT) instanceof String grant ? grant : "";
    }

    private static String clientId(JWTClaimsSet claims) {
        try {
            return claims.getStringClaim("azp");
        } catch (ParseException e) {
            throw new IllegalStateException("azp was a text a moment ago", e);
        }
    }
}
