package dev.chancery.attacks;

import dev.chancery.Answer;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.attacks.Caller.Standing;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the things that the rows of `routes.txt` are about, and sends their requests.
final class RouteRequests {
    /// Of the scope, and of the client.
    private static final List<Map<String, String>> MAPPERS =
            List.of(Map.of("id", "full-name", "name", "full name", "type", "full-name"));

    private final TestServer server;
    private final AtomicInteger number = new AtomicInteger();

    RouteRequests(TestServer server) {
        this.server = server;
    }

    /// Things that this one request may change, delete or take out of the bin.
    Map<String, String> prepared(RouteRow row, Caller caller) {
        var alone = row.where().equals("everywhere") && caller.standing() == Standing.MASTER_ADMIN;
        var realm = alone ? server.realm(fresh()) : Caller.REALM;
        var fixture = of(realm);
        if (row.pattern().endsWith("/realms/{name}/restore")) {
            var id = server.api("GET", "/api/realms/" + realm, null).expect(200).text("id");
            server.api("DELETE", "/api/realms/" + realm, null).expect(204);
            fixture.put("name", id);
        }
        if (row.pattern().endsWith("/clients/{clientId}/restore"))
            server.api("DELETE", "/api/clients/" + fixture.get("clientId"), null)
                    .expect(204);
        return fixture;
    }

    Map<String, String> of(String realm) {
        var client = server.client(realm, Map.of("secretStorage", "recoverable", "mappers", MAPPERS));
        server.api("PUT", "/api/clients/" + client.id() + "/golden-token", Map.of())
                .expect(201);
        var secrets = server.api("GET", "/api/clients/" + client.id() + "/secrets", null)
                .expect(200)
                .get("content");
        var secret = ((Map<?, ?>) ((List<?>) secrets).getFirst()).get("id");
        var username = fresh();
        var user = created("/api/users", Map.of("realmName", realm, "username", username));
        Phone.of(server, realm, Residents.of(server).find(realm, username));
        var role = created("/api/rbac/roles", Map.of("realmName", realm, "name", fresh()));
        var group = created("/api/groups", Map.of("realmName", realm, "name", fresh()));
        var scope = created("/api/scopes", Map.of("realmName", realm, "name", fresh(), "mappers", MAPPERS));
        var mapping =
                created("/api/rbac/user-role-mappings", Map.of("realmName", realm, "userId", user, "roleId", role));
        var failed = server.token(client, Map.of("client_secret", "wrong")).expect(401);
        var values = new HashMap<>(Map.of(
                "realm",
                realm,
                "name",
                realm,
                "clientId",
                client.id(),
                "secretId",
                String.valueOf(secret),
                "id",
                user,
                "roleId",
                role,
                "scopeId",
                scope,
                "mappingId",
                mapping,
                "reference",
                failed.text("reference")));
        values.put("file", "chancery.css");
        values.put("secret", client.secret());
        values.put("groupId", group);
        values.put("sessionId", Residents.of(server).session(realm, user));
        Residents.of(server).agree(realm, user, client.id(), "profile");
        values.put("credentialId", user + ":recovery-codes");
        values.put("eventId", lineOf(realm, scope));
        values.put("mapperId", MAPPERS.getFirst().get("id"));
        return values;
    }

    private String lineOf(String realm, String subject) {
        var lines = server.api("GET", "/api/realms/" + realm + "/audit?subject=" + subject, null)
                .expect(200)
                .get("content");
        return ((Map<?, ?>) ((List<?>) lines).getFirst()).get("eventId").toString();
    }

    private String created(String path, Map<String, ?> wish) {
        return server.api("POST", path, wish).expect(201).text("id");
    }

    String fresh() {
        return "fresh-" + number.incrementAndGet();
    }

    Answer send(RouteRow row, Caller caller, Map<String, String> values) {
        return send(row, caller, values, fresh(), "");
    }

    /// `more` is for the query.
    Answer send(RouteRow row, Caller caller, Map<String, String> values, String fresh, String more) {
        var path = filled(row.pattern(), values) + "?" + more;
        if (row.where().equals("query")) path += "&realm=" + values.get("realm") + "&userId=" + values.get("id");
        if (row.isAsked()) path += "&" + row.body();
        var request = server.request(path);
        if (!caller.authorization().isEmpty()) request.header("Authorization", caller.authorization());
        if (row.isAsked() || row.body().equals("-"))
            return server.send(request.method(row.method(), BodyPublishers.noBody()));
        request.header(
                "Content-Type", row.body().startsWith("{") ? "application/json" : "application/x-www-form-urlencoded");
        var body = filled(row.body().replace("{fresh}", fresh), values);
        return server.send(request.method(row.method(), BodyPublishers.ofString(body)));
    }

    static String filled(String text, Map<String, String> values) {
        for (var value : values.entrySet()) text = text.replace("{" + value.getKey() + "}", value.getValue());
        return text;
    }
}
