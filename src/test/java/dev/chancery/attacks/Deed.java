package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A row of `deeds.txt`: a form of the console, what it asks of the API, and how it is filled in.
///
/// @param act method and pattern; empty where nothing is asked
record Deed(String pattern, String act, String fields) {

    static List<Deed> all() {
        try (var rows = Objects.requireNonNull(Deed.class.getResourceAsStream("deeds.txt"))) {
            return new String(rows.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" +", 3))
                    .map(row -> new Deed(row[0], row[1].equals("-") ? "" : row[1].replace(":/", " /"), row[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Things that this form alone may change, delete or take out of the bin.
    Map<String, String> prepared(TestServer server, RouteRequests requests) {
        var realm = pattern.endsWith("/settings/delete") ? server.realm(requests.fresh()) : Caller.REALM;
        var values = new HashMap<>(requests.of(realm));
        var others = requests.of(realm);
        values.put("fresh", requests.fresh());
        values.put("otherId", others.get("id"));
        values.put("otherGroupId", others.get("groupId"));
        values.put("otherRoleId", others.get("roleId"));
        done(server.api("PUT", "/api/groups/" + values.get("groupId") + "/members/" + values.get("id"), null));
        if (pattern.contains("/bin/")) {
            done(server.api("DELETE", "/api/clients/" + others.get("clientId"), null));
            values.put("id", others.get("clientId"));
        }
        if (pattern.contains("/failures/")) values.put("reference", refusedAddress(server, realm, requests.fresh()));
        if (pattern.endsWith("/realms/restore")) values.put("binnedRealm", binnedRealm(server, requests.fresh()));
        return values;
    }

    private static String refusedAddress(TestServer server, String realm, String clientId) {
        var redirects = List.of("https://app.example/cb");
        var grants = List.of("authorization_code", "refresh_token");
        server.client(realm, Map.of("clientId", clientId, "grantTypes", grants, "redirectUris", redirects));
        server.get("/realms/%s/protocol/openid-connect/auth?response_type=code&client_id=%s&redirect_uri=%s"
                        .formatted(realm, clientId, "https://app.example/other"))
                .expect(400);
        var failures = server.api("GET", "/api/realms/" + realm + "/failures?size=1", null)
                .expect(200);
        return ((Map<?, ?>) ((List<?>) failures.get("content")).getFirst())
                .get("reference")
                .toString();
    }

    private static String binnedRealm(TestServer server, String name) {
        server.realm(name);
        var id = server.api("GET", "/api/realms/" + name, null).expect(200).text("id");
        done(server.api("DELETE", "/api/realms/" + name, null));
        return id;
    }

    private static void done(Answer answer) {
        answer.expect(204);
    }

    @Override
    public String toString() {
        return pattern + " " + fields;
    }
}
