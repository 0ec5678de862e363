package dev.chancery.attacks;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/// Requests to the protocol endpoints of a realm, valid by default.
record Protocol(TestServer server, String realm) {

    static Protocol of(TestServer server, TestClient client) {
        return new Protocol(server, client.realm());
    }

    String path(String endpoint) {
        return "/realms/" + realm + "/protocol/openid-connect/" + endpoint;
    }

    Answer introspect(TestClient client, String token) {
        return asking("token/introspect", client, token);
    }

    Answer revoke(TestClient client, String token) {
        return asking("revoke", client, token);
    }

    boolean isActive(TestClient client, String token) {
        return Boolean.TRUE.equals(introspect(client, token).expect(200).get("active"));
    }

    /// With HTTP Basic, and this form as it stands.
    Answer basic(String endpoint, String authorization, String form) {
        return server.send(server.request(path(endpoint))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    Answer raw(String endpoint, String form) {
        return server.send(server.request(path(endpoint))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private Answer asking(String endpoint, TestClient client, String token) {
        return server.form(
                path(endpoint),
                Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token));
    }
}
