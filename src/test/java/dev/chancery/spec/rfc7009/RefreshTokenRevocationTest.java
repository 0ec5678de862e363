package dev.chancery.spec.rfc7009;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("RFC 7009, RFC 7662 Refresh tokens that are given back, or asked about")
class RefreshTokenRevocationTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private SignedIn signedIn() {
        var realm = server.realm("back-" + UUID.randomUUID());
        return SignedIn.at(server, SignedIn.client(server, realm, Map.of()));
    }

    private Answer asked(String endpoint, TestClient client, String token) {
        var path = "/realms/%s/protocol/openid-connect/%s".formatted(client.realm(), endpoint);
        return server.form(
                path, Map.of("client_id", client.clientId(), "client_secret", client.secret(), "token", token));
    }

    @Test
    @DisplayName(
            "RT-10 RFC 7009 §2.1 a refresh token that is given back ends all that came of it; of others nobody ends it")
    void revoke() {
        var one = signedIn();
        var tokens = one.tokens();
        var refresh = tokens.text("refresh_token");
        var other = SignedIn.client(server, one.client().realm(), Map.of());

        asked("revoke", other, refresh).expect(200);
        asked("revoke", one.client(), refresh.replaceFirst("..$", "AA")).expect(200);
        assertThat(one.isActive(tokens)).isTrue();
        asked("revoke", one.client(), refresh).expect(200);

        assertThat(one.isActive(tokens)).isFalse();
        assertThat(one.refresh(tokens).expect(400).get("error")).isEqualTo("invalid_grant");
        asked("revoke", one.client(), refresh).expect(200);
    }

    @Test
    @DisplayName("§2.1 one that was used up already ends it, too")
    void revoke_used() {
        var one = signedIn();
        var first = one.tokens();
        var second = one.refresh(first).expect(200);

        asked("revoke", one.client(), first.text("refresh_token")).expect(200);

        assertThat(one.isActive(second)).isFalse();
    }

    @Test
    @DisplayName("§2.1 an access token that is given back is dead alone")
    void access_token() {
        var one = signedIn();
        var tokens = one.tokens();

        asked("revoke", one.client(), tokens.text("access_token")).expect(200);

        assertThat(one.isActive(tokens)).isFalse();
        assertThat(one.isActive(one.refresh(tokens).expect(200))).isTrue();
    }

    @Test
    @DisplayName("RT-08 RFC 7662 §2.2 its own client learns about a live refresh token, and nobody else")
    void introspect() {
        var one = signedIn();
        var tokens = one.tokens();
        var refresh = tokens.text("refresh_token");
        var now = clock.instant().getEpochSecond();
        var other = SignedIn.client(server, one.client().realm(), Map.of());

        assertThat(asked("token/introspect", one.client(), refresh).expect(200).json())
                .isEqualTo(Map.of(
                        "active",
                        true,
                        "iss",
                        server.issuer(one.client().realm()),
                        "client_id",
                        one.client().clientId(),
                        "scope",
                        "openid profile email",
                        "iat",
                        (int) now,
                        "exp",
                        (int) now + 1_800,
                        "sid",
                        one.sid().value(),
                        "typ",
                        "Refresh"));
        assertThat(asked("token/introspect", other, refresh).expect(200).body()).isEqualTo("{\"active\":false}");
        var next = one.refresh(tokens).expect(200).text("refresh_token");
        assertThat(one.isActive(refresh)).as("used up").isFalse();
        assertThat(one.isActive(next.replaceFirst("..$", "AA"))).isFalse();
        assertThat(one.isActive(next)).isTrue();
        clock.advance(Duration.ofSeconds(1_800));
        assertThat(one.isActive(next)).isFalse();
    }
}
