package dev.chancery.authorize;

import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Changes;
import dev.chancery.http.Cookie;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import dev.chancery.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/// What a browser shows that it has been here before: one cookie of who is signed in to a realm, and one that tells it
/// from other browsers. Each is random, hashed with the realm's id, and good for that realm alone.
///
/// The first comes along from other sites too, since that is where applications are, as far as https allows; the second
/// never does.
public record Browser(Issuer issuer, SessionStore sessions, Changes changes, InstantSource clock) {
    private static final int BYTES = 32;

    /// A new value, and the cookie that carries it.
    public record Handle(TokenHash hash, Cookie cookie) {}

    /// Whoever is signed in to the realm in this browser.
    public Optional<Session> session(Realm realm, Request request) {
        return request.cookie(sessionName(realm))
                .flatMap(value -> sessions.find(realm.id(), hash(realm, value)))
                .filter(session -> session.isAlive(clock.instant()))
                // the database came back from a copy: whether this session was ended since the copy is unknown
                .filter(session ->
                        !session.signIn().at().isBefore(changes.epoch().began()));
    }

    /// For who signs in: never the value that was there before.
    public Handle signedIn(Realm realm, boolean remembered, Instant until) {
        var value = fresh();
        var age = remembered ? Duration.between(clock.instant(), until) : null;
        return new Handle(hash(realm, value), new Cookie(sessionName(realm), value, secure(), secure(), age));
    }

    public Response signedOut(Realm realm, Response response) {
        return response.with(new Cookie(sessionName(realm), "", secure(), secure(), Duration.ZERO));
    }

    /// This browser among all others; absent when it has not been here before.
    public Optional<TokenHash> known(Realm realm, Request request) {
        return request.cookie(flowName(realm)).map(value -> hash(realm, value));
    }

    /// To know it again.
    public Handle met(Realm realm) {
        var value = fresh();
        return new Handle(hash(realm, value), new Cookie(flowName(realm), value, false, secure(), null));
    }

    private boolean secure() {
        return issuer.publicUrl().startsWith("https:");
    }

    private String sessionName(Realm realm) {
        return Cookie.name("sso-" + realm.name(), secure());
    }

    private String flowName(Realm realm) {
        return Cookie.name("flow-" + realm.name(), secure());
    }

    static String fresh() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(RandomToken.bytes(BYTES));
    }

    private static TokenHash hash(Realm realm, String value) {
        return TokenHash.of(realm.id().value() + "\n" + value);
    }
}
