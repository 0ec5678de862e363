package dev.chancery.attacks;

import static dev.chancery.Residents.PASSWORD;

import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.pages.Logo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Somebody who knocks at the administrators' routes of the realm `alpha`, and what they are worth there.
///
/// @param authorization the header's value; empty for none
record Caller(String name, Standing standing, String authorization) {

    enum Standing {
        UNKNOWN,
        POWERLESS,
        VIEWER,
        STRANGER,
        REALM_ADMIN,
        MASTER_ADMIN
    }

    static final String REALM = "alpha";
    static final String OTHER_REALM = "beta";

    /// An administrators' client of a realm, as `admin-cli` is that of `master`.
    static final String CONSOLE = "console-of-a-realm";

    @Override
    public String toString() {
        return name;
    }

    /// All kinds, in two realms that this makes. The clock is moved on by a minute.
    static List<Caller> all(TestServer server, SettableClock clock) {
        var residents = Residents.of(server);
        for (var realm : List.of(REALM, OTHER_REALM)) {
            server.realm(realm, Map.of("tokenLifespanSeconds", 3600, "brandLogo", Logo.PNG));
            consoleOf(server, realm);
        }
        residents.user(REALM, "ada", "admin");
        residents.user(OTHER_REALM, "boss", "admin");
        residents.user(REALM, "viewer", "view-realms", "view-clients", "view-users", "view-events");
        residents.user(REALM, "nobody");
        var own = Map.of("realmName", REALM, "name", "administrator");
        server.api("POST", "/api/rbac/roles", own).expect(201);
        residents.user(REALM, "payer", "administrator");
        residents.user("master", "second", "admin");
        for (var realm : List.of(REALM, OTHER_REALM))
            residents.grant(
                    "master", residents.user("master", "keeper-of-" + realm).id(), realm + "-realm", "realm-admin");
        var expired = shortLived(server);
        clock.advance(Duration.ofMinutes(1));

        var callers = new ArrayList<Caller>();
        callers.add(new Caller("no token", Standing.UNKNOWN, ""));
        callers.add(new Caller("rubbish", Standing.UNKNOWN, "Bearer rubbish"));
        callers.add(new Caller("an empty token", Standing.UNKNOWN, "Bearer "));
        callers.add(new Caller("a name and password", Standing.UNKNOWN, TestServer.basic("ada", PASSWORD)));
        callers.add(new Caller("an expired token", Standing.UNKNOWN, expired));
        callers.addAll(faded(server, residents));
        callers.addAll(clients(server, residents));
        callers.add(new Caller("without roles", Standing.POWERLESS, bearer(server, REALM, CONSOLE, "nobody")));
        callers.add(new Caller(
                "with a role of the realm's own", Standing.POWERLESS, bearer(server, REALM, CONSOLE, "payer")));
        callers.add(new Caller("may only look", Standing.VIEWER, bearer(server, REALM, CONSOLE, "viewer")));
        callers.add(new Caller(
                "administrator of another realm", Standing.STRANGER, bearer(server, OTHER_REALM, CONSOLE, "boss")));
        callers.add(new Caller("realm's administrator", Standing.REALM_ADMIN, bearer(server, REALM, CONSOLE, "ada")));
        callers.add(new Caller(
                "administrator of the realm, from master",
                Standing.REALM_ADMIN,
                bearer(server, "master", "admin-cli", "keeper-of-" + REALM)));
        callers.add(new Caller(
                "administrator of another realm, from master",
                Standing.STRANGER,
                bearer(server, "master", "admin-cli", "keeper-of-" + OTHER_REALM)));
        callers.add(new Caller(
                "master's administrator", Standing.MASTER_ADMIN, bearer(server, "master", "admin-cli", "second")));
        return callers;
    }

    static void consoleOf(TestServer server, String realm) {
        server.client(
                realm,
                Map.of(
                        "clientId",
                        CONSOLE,
                        "publicClient",
                        true,
                        "grantTypes",
                        List.of("password"),
                        "scopes",
                        List.of("profile", "chancery-admin")));
    }

    static String bearer(TestServer server, String realm, String client, String username) {
        return "Bearer " + server.userToken(realm, client, username, PASSWORD);
    }

    private static String shortLived(TestServer server) {
        var hasty = Map.of("clientId", "hasty", "tokenLifespanSeconds", 30, "scopes", List.of("chancery-admin"));
        var client = server.client(REALM, Map.copyOf(hasty));
        Residents.of(server).grant(REALM, Residents.of(server).serviceAccount(REALM, "hasty"), "admin");
        return bearer(server, client);
    }

    /// Those whose token was good once, or is good elsewhere.
    private static List<Caller> faded(TestServer server, Residents residents) {
        server.client(REALM, Map.of("clientId", "app", "publicClient", true, "grantTypes", List.of("password")));
        var app = new Caller("administrator through an app", Standing.UNKNOWN, bearer(server, REALM, "app", "ada"));

        residents.user(REALM, "gone", "admin");
        var revoked = server.userToken(REALM, CONSOLE, "gone", PASSWORD);
        server.form("/realms/alpha/protocol/openid-connect/revoke", Map.of("client_id", CONSOLE, "token", revoked))
                .expect(200);

        var leaver = residents.user(REALM, "leaver", "admin");
        var left = bearer(server, REALM, CONSOLE, "leaver");
        residents.disable(leaver);

        var deleted = residents.user(REALM, "deleted", "admin");
        var dead = bearer(server, REALM, CONSOLE, "deleted");
        residents.delete(deleted);

        return List.of(
                app,
                new Caller("a revoked token", Standing.UNKNOWN, "Bearer " + revoked),
                new Caller("a person who was switched off", Standing.UNKNOWN, left),
                new Caller("a person who was deleted", Standing.UNKNOWN, dead));
    }

    private static List<Caller> clients(TestServer server, Residents residents) {
        var plain = server.client(REALM);
        var powerless = server.client(REALM, Map.of("scopes", List.of("chancery-admin")));
        var viewer = server.client(REALM);
        for (var role : List.of("view-realms", "view-clients", "view-users", "view-events"))
            residents.grant(REALM, residents.serviceAccount(REALM, viewer.clientId()), role);
        return List.of(
                new Caller("a service account without roles", Standing.UNKNOWN, bearer(server, plain)),
                new Caller("a service account with the scope alone", Standing.POWERLESS, bearer(server, powerless)),
                new Caller("a service account that may look", Standing.VIEWER, bearer(server, viewer)));
    }

    static String bearer(TestServer server, TestServer.TestClient client) {
        return "Bearer " + server.token(client).expect(200).text("access_token");
    }
}
