package dev.chancery.api;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Who calls the API in tests, and how: administrators of one realm with a few roles, conditional requests, two at
/// once.
final class Callers {
    static final String PASSWORD = "correct horse battery";
    private static final String TOOL = "tool";

    private Callers() {}

    /// The id of a new person who holds the realm's roles of these names.
    static String person(TestServer server, String realm, String username, String... roles) {
        var wish = Map.of("realmName", realm, "username", username, "password", PASSWORD);
        var id = server.api("POST", "/api/users", wish).expect(201).text("id");
        for (var role : roles) grant(server, realm, id, role).expect(201);
        return id;
    }

    /// The bearer token of such a person, from a client made for administration.
    static String administrator(TestServer server, String realm, String username, String... roles) {
        person(server, realm, username, roles);
        return signedIn(server, realm, username);
    }

    static String signedIn(TestServer server, String realm, String username) {
        if (realm.equals("master")) return server.userToken(realm, "admin-cli", username, PASSWORD);
        if (server.api("GET", "/api/clients/" + TOOL + "?realm=" + realm, null).status() == 404) {
            var tool = new HashMap<String, Object>(Map.of("realmName", realm, "clientId", TOOL, "publicClient", true));
            tool.put("grantTypes", List.of("password"));
            tool.put("scopes", List.of("chancery-admin"));
            server.api("POST", "/api/clients", tool).expect(201);
        }
        return server.userToken(realm, TOOL, username, PASSWORD);
    }

    static Answer grant(TestServer server, String realm, String holder, String role) {
        var wish = Map.of("realmName", realm, "userId", holder, "roleId", roleId(server, realm, role));
        return server.api("POST", "/api/rbac/user-role-mappings", wish);
    }

    static String roleId(TestServer server, String realm, String role) {
        return content(server.api("GET", "/api/rbac/roles?size=100&realm=" + realm, null)
                        .expect(200))
                .stream()
                .filter(each -> each.get("name").equals(role))
                .findFirst()
                .orElseThrow()
                .get("id")
                .toString();
    }

    static List<Map<String, Object>> rolesOf(TestServer server, String realm, String client) {
        return content(server.api("GET", "/api/rbac/roles?size=100&realm=%s&client=%s".formatted(realm, client), null)
                .expect(200));
    }

    static String roleId(TestServer server, String realm, String client, String role) {
        return rolesOf(server, realm, client).stream()
                .filter(each -> each.get("name").equals(role))
                .findFirst()
                .orElseThrow()
                .get("id")
                .toString();
    }

    /// A role of a client, by whoever has the token.
    static Answer grant(TestServer server, String token, String realm, String holder, String client, String role) {
        var wish = Map.of("realmName", realm, "userId", holder, "roleId", roleId(server, realm, client, role));
        return server.api(token, "POST", "/api/rbac/user-role-mappings", wish);
    }

    /// The token of a person of `master` with these roles of the client that stands for the realm.
    static String provisioner(TestServer server, String username, String realm, String... roles) {
        var id = person(server, "master", username);
        for (var role : roles)
            grant(server, server.adminToken(), "master", id, realm + "-realm", role)
                    .expect(201);
        return signedIn(server, "master", username);
    }

    static String serviceAccount(TestServer server, TestServer.TestClient client) {
        return server.api("GET", "/api/clients/" + client.id(), null)
                .expect(200)
                .text("serviceAccountId");
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> content(Answer answer) {
        return (List<Map<String, Object>>) answer.get("content");
    }

    /// The members that the refusal names.
    @SuppressWarnings("unchecked")
    static List<String> named(Answer refusal) {
        return ((List<Map<String, String>>) refusal.json().getOrDefault("errors", List.of()))
                .stream().map(error -> error.get("member")).toList();
    }

    static Answer onlyIf(TestServer server, String tag, String method, String path, Object body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JsonText.of(body));
        return server.send(server.request(path)
                .header("Authorization", "Bearer " + server.adminToken())
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .method(method, publisher));
    }

    /// What comes of several requests that are sent at the same time.
    static List<Answer> atOnce(List<Callable<Answer>> requests) {
        try (var threads = Executors.newFixedThreadPool(requests.size())) {
            return threads.invokeAll(requests).stream().map(Callers::outcome).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer outcome(Future<Answer> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
