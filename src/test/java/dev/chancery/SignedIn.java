package dev.chancery;

import dev.chancery.TestServer.TestClient;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.crypto.Verifier;
import dev.chancery.id.GrantId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.issue.HiddenSubject;
import dev.chancery.issue.IdTokenHint;
import dev.chancery.oauth.Issuer;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.BeginSession.Visitor;
import dev.chancery.session.Session;
import dev.chancery.session.SignIn;
import dev.chancery.session.Terms;
import dev.chancery.user.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Somebody who has signed in and let a client have something: arranged behind the front doors, up to the code.
///
/// @param session absent with offline access
/// @param level how they signed in
public record SignedIn(
        TestServer server, TestClient client, User user, String scope, Terms terms, SignIn signIn, Session session) {
    public static final String REDIRECT = "https://app.example.com/callback";

    /// RFC 7636 appendix B.
    public static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /// A client that people are sent by.
    public static TestClient client(TestServer server, String realm, Map<String, Object> more) {
        var members = new HashMap<String, Object>(Map.of(
                "grantTypes", List.of("authorization_code", "refresh_token"),
                "redirectUris", List.of(REDIRECT),
                "scopes", List.of("openid", "profile", "email"),
                "optionalScopes", List.of("phone", "offline_access")));
        members.putAll(more);
        return server.client(realm, members);
    }

    public static SignedIn at(TestServer server, TestClient client) {
        var name = "somebody-" + RandomToken.hex(8);
        return at(server, client, Residents.of(server).user(client.realm(), name));
    }

    public static SignedIn at(TestServer server, TestClient client, User user) {
        var house = server.server().house;
        var realm = house.realms.find(client.realm()).orElseThrow();
        var signIn = SignIn.byPassword(house.clock.instant());
        var visitor = new Visitor(user.id(), user.label(realm), "192.0.2.7", "a browser");
        var session = house.guests.beginSession.run(realm, visitor, signIn, false, TokenHash.of(RandomToken.hex(32)));
        var terms = new Terms(REDIRECT, CHALLENGE, "n-0S6_WzA2Mj", List.of(), List.of());
        return new SignedIn(server, client, user, "openid profile email", terms, signIn, session);
    }

    /// The same person in the same session.
    public SignedIn at(TestClient other) {
        return new SignedIn(server, other, user, scope, terms, signIn, session);
    }

    public SignedIn on(TestServer node) {
        return new SignedIn(node, client, user, scope, terms, signIn, session);
    }

    public SignedIn scope(String granted) {
        return new SignedIn(server, client, user, granted, terms, signIn, session);
    }

    public SignedIn asking(Terms asked) {
        return new SignedIn(server, client, user, scope, asked, signIn, session);
    }

    public SignedIn by(SignIn other) {
        return new SignedIn(server, client, user, scope, terms, other, session);
    }

    /// For when they are away.
    public SignedIn offline() {
        return new SignedIn(server, client, user, scope + " offline_access", terms, signIn, null);
    }

    public SessionId sid() {
        return session.id();
    }

    /// A code as the authorization endpoint would have sent it.
    public String code() {
        var house = server.server().house;
        var now = house.clock.instant();
        var code = RandomToken.base62(43);
        var known = now.plusSeconds(660);
        var grant = new AuthorizationGrant(
                new GrantId(RandomToken.uuid()),
                user.realm(),
                house.clientStore
                        .find(user.realm(), client.clientId())
                        .orElseThrow()
                        .id(),
                user.id(),
                session == null ? null : session.id(),
                scope,
                terms,
                signIn,
                now,
                0,
                known,
                known);
        house.guests.grantStore.insert(grant, TokenHash.of(code), now.plusSeconds(60));
        return code;
    }

    public Answer redeem(String code) {
        return redeem(code, Map.of());
    }

    /// With these parameters instead; an empty one is as good as none.
    public Answer redeem(String code, Map<String, String> bent) {
        var form = new HashMap<>(Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", REDIRECT,
                "code_verifier", VERIFIER));
        form.putAll(bent);
        return server.token(client, form);
    }

    /// The tokens of a fresh code.
    public Answer tokens() {
        return redeem(code()).expect(200);
    }

    public Answer refresh(Answer tokens) {
        return refresh(tokens.text("refresh_token"), Map.of());
    }

    public Answer refresh(String token, Map<String, String> bent) {
        var form = new HashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", token));
        form.putAll(bent);
        return server.token(client, form);
    }

    /// Whom the text means as an `id_token_hint`; empty when it is none.
    public static String hinted(TestServer server, String realm, String text) {
        var house = server.server().house;
        var hints = new IdTokenHint(
                house.keys,
                new Verifier(),
                new Issuer(server.server().publicUrl()),
                new HiddenSubject(house.masterKeys));
        return hints.person(house.realms.find(realm).orElseThrow(), text)
                .map(SubjectId::value)
                .orElse("");
    }

    /// Whether the access token is alive, by the client's own question.
    public boolean isActive(Answer tokens) {
        return isActive(tokens.text("access_token"));
    }

    public boolean isActive(String token) {
        var form = Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token);
        var path = "/realms/%s/protocol/openid-connect/token/introspect".formatted(client.realm());
        return Boolean.TRUE.equals(server.form(path, form).expect(200).get("active"));
    }
}
