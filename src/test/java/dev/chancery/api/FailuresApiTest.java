package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName(
        "/api/realms/{name}/failures: the caller sees the standard error and a reference, an administrator the cause")
class FailuresApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private Answer explained(String realm, Answer refusal) {
        return server.api("GET", "/api/realms/" + realm + "/failures/" + refusal.text("reference"), null)
                .expect(200);
    }

    private Answer tried(String realm, String clientId, String secret) {
        return server.tokenRequest(
                realm, Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", secret));
    }

    @Test
    @DisplayName("A59 wrong client id: unknown_client, with the remedy; nothing of that in the public answer")
    void unknown_client() {
        var realm = server.realm("unknown");

        var refusal = tried(realm, "ghost", "cs_whatever").expect(401);

        assertThat(refusal.get("error")).isEqualTo("invalid_client");
        assertThat(refusal.body()).doesNotContain("unknown", "ghost");
        assertThat(explained(realm, refusal).json())
                .containsEntry("cause", "unknown_client")
                .containsEntry("subject", "ghost")
                .containsEntry("count", 1)
                .containsEntry("address", "127.0.0.1")
                .containsEntry("firstAt", "2030-01-31T12:00:00Z")
                .containsKeys("explanation", "remedy", "detail", "lastAt")
                .doesNotContainKey("elsewhere");
    }

    @Test
    @DisplayName("an address that people cannot be sent to is a member of its own, and of no other failure")
    void redirect_uri() {
        var realm = server.realm("addresses");
        var shop = server.client(
                realm,
                Map.of(
                        "publicClient",
                        true,
                        "grantTypes",
                        List.of("authorization_code"),
                        "redirectUris",
                        List.of("https://shop.example/cb")));
        server.get("/realms/%s/protocol/openid-connect/auth?response_type=code&client_id=%s&redirect_uri=%s"
                        .formatted(realm, shop.clientId(), "https://shop.example/%2Fcallback"))
                .expect(400);
        tried(realm, "ghost", "cs_whatever").expect(401);

        assertThat(content(server.api("GET", "/api/realms/" + realm + "/failures", null)))
                .extracting(failure -> failure.get("cause"), failure -> failure.get("redirectUri"))
                .containsExactlyInAnyOrder(
                        tuple("redirect_uri_mismatch", "https://shop.example//callback"),
                        tuple("unknown_client", null));
    }

    @Test
    @DisplayName("A59 wrong secret: wrong_secret; the public answer is the same as for an unknown client")
    void wrong_secret() {
        var client = server.client(server.realm("wrong"));

        var refusal = tried("wrong", client.clientId(), "cs_wrong").expect(401);
        var unknown = tried("wrong", "ghost", "cs_wrong").expect(401);

        assertThat(explained("wrong", refusal).json())
                .containsEntry("cause", "wrong_secret")
                .containsEntry("subject", client.clientId());
        assertThat(refusal.text("error_description").replaceAll("reference \\w+", ""))
                .isEqualTo(unknown.text("error_description").replaceAll("reference \\w+", ""));
        assertThat(refusal.get("reference")).isNotEqualTo(unknown.get("reference"));
    }

    @Test
    @DisplayName("A59 a secret that has expired, and one that was rotated out, are told from a wrong one")
    void ended_secrets() {
        var client = server.client(server.realm("ended"));
        var path = "/api/clients/" + client.id() + "/secrets";
        var expiring = server.api(
                        "POST",
                        path,
                        Map.of(
                                "name",
                                "short",
                                "expiresAt",
                                clock.instant().plusSeconds(60).toString()))
                .expect(201)
                .text("secret");
        server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", Map.of("overlapSeconds", 3600))
                .expect(200);
        tried("ended", client.clientId(), expiring).expect(200);

        clock.advance(Duration.ofSeconds(61));
        var expired = tried("ended", client.clientId(), expiring).expect(401);
        server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", null)
                .expect(200);
        var rotated = tried("ended", client.clientId(), client.secret()).expect(401);

        assertThat(explained("ended", expired).get("cause")).isEqualTo("expired_secret");
        assertThat(explained("ended", rotated).get("cause")).isEqualTo("revoked_secret");
    }

    @Test
    @DisplayName("A59 wrong realm: the realm that has the client is named, if the caller may see it")
    void wrong_realm() {
        var client = server.client(server.realm("right-realm"));
        var realm = server.realm("wrong-realm");
        var local = Callers.administrator(server, realm, "auditor", "view-events");

        var refusal = tried(realm, client.clientId(), client.secret()).expect(401);

        assertThat(explained(realm, refusal).json())
                .containsEntry("cause", "unknown_client")
                .containsEntry("elsewhere", List.of("right-realm"));
        var path = "/api/realms/" + realm + "/failures/" + refusal.text("reference");
        assertThat(server.api(local, "GET", path, null).expect(200).json())
                .containsEntry("cause", "unknown_client")
                .doesNotContainKey("elsewhere");
    }

    @Test
    @DisplayName("A60 a missing scope is named, and told from one that does not exist")
    void missing_scope() {
        var client = server.client(server.realm("scope-less"));

        var unassigned = server.token(client, Map.of("scope", "phone")).expect(400);
        var unknown = server.token(client, Map.of("scope", "moon")).expect(400);

        assertThat(unassigned.text("error_description")).contains("phone");
        assertThat(explained("scope-less", unassigned).get("cause")).isEqualTo("scope_not_assigned");
        assertThat(explained("scope-less", unknown).get("cause")).isEqualTo("unknown_scope");
    }

    @Test
    @DisplayName("a disabled client, a grant it is not registered for, a repeated parameter: each has its own cause")
    void other_causes() {
        var realm = server.realm("causes");
        var off = server.client(realm, Map.of("enabled", false));
        var client = server.client(realm);

        var disabled = server.token(off).expect(401);
        var grant = server.token(client, Map.of("grant_type", "password")).expect(400);
        var malformed = server.tokenRequest(realm, Map.of("client_id", "x")).expect(400);

        assertThat(explained(realm, disabled).get("cause")).isEqualTo("client_disabled");
        assertThat(explained(realm, grant).get("cause")).isEqualTo("grant_not_allowed");
        assertThat(explained(realm, malformed).get("cause")).isEqualTo("malformed_request");
    }

    @Test
    @DisplayName("like refusals are folded and counted; the list has the newest first and says how many were dropped")
    void folded() {
        var realm = server.realm("folded");
        tried(realm, "older", "x").expect(401);
        clock.advance(Duration.ofSeconds(1));
        for (var i = 0; i < 3; i++) tried(realm, "newer", "x").expect(401);

        var list = server.api("GET", "/api/realms/folded/failures", null).expect(200);
        var first =
                server.api("GET", "/api/realms/folded/failures?size=1", null).expect(200);
        var second = server.api("GET", "/api/realms/folded/failures?size=1&after=" + first.text("next"), null)
                .expect(200);

        assertThat(list.json()).containsEntry("dropped", 0).containsEntry("totalElements", 2);
        assertThat(content(list)).extracting("subject").containsExactly("newer", "older");
        assertThat(content(list)).extracting("count").containsExactly(3, 1);
        assertThat(content(second)).extracting("subject").containsExactly("older");
        var reference = content(list).getFirst().get("reference");
        server.api("GET", "/api/realms/folded/failures/" + reference, null).expect(200);
    }

    @Test
    @DisplayName(
            "A59 wrong password: the name of somebody who exists; of others not what was typed, it may be a password")
    void names() {
        var realm = server.realm("named");
        Residents.of(server).user(realm, "Ada");
        var client = server.client(realm, Map.of("grantTypes", List.of("password")));
        var form = Map.of("grant_type", "password", "password", "wrong");

        var known = server.token(client, with(form, "ADA ")).expect(400);
        var unknown =
                server.token(client, with(form, "correct horse battery staple")).expect(400);
        var swapped = server.tokenRequest(
                        realm,
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                client.secret(),
                                "client_secret",
                                client.clientId()))
                .expect(401);

        assertThat(explained(realm, known).json())
                .containsEntry("cause", "wrong_password")
                .containsEntry("subject", "Ada");
        assertThat(explained(realm, unknown).json())
                .containsEntry("cause", "wrong_password")
                .containsEntry("subject", "(nobody has this name)");
        assertThat(explained(realm, swapped).body()).contains("swapped").doesNotContain(client.secret());
    }

    private static Map<String, String> with(Map<String, String> form, String username) {
        var all = new HashMap<>(form);
        all.put("username", username);
        return all;
    }

    @Test
    @DisplayName("a reference is good in its own realm only, and only for who may view events; a forged one is 404")
    void who_may_ask() {
        var realm = server.realm("asked");
        server.realm("not-asked");
        var clerk = Callers.administrator(server, realm, "clerk", "manage-clients", "manage-users");
        var reference = tried(realm, "ghost", "x").expect(401).text("reference");

        server.api("GET", "/api/realms/not-asked/failures/" + reference, null).expect(404);
        server.api("GET", "/api/realms/asked/failures/0123456789", null).expect(404);
        server.api(clerk, "GET", "/api/realms/asked/failures/" + reference, null)
                .expect(403);
        server.api(clerk, "GET", "/api/realms/asked/failures", null).expect(403);
    }
}
