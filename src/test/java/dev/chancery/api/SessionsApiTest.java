package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/sessions: who is signed in, and the end of it")
class SessionsApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private SignedIn signedIn() {
        var realm = server.realm("sessions-" + UUID.randomUUID());
        return SignedIn.at(server, SignedIn.client(server, realm, Map.of("clientId", "web")));
    }

    private List<Map<String, Object>> listed(SignedIn one, String more) {
        return content(server.api("GET", "/api/sessions?realm=" + one.client().realm() + more, null)
                .expect(200));
    }

    @Test
    @DisplayName("lists from where somebody signed in, by what, until when, and which clients got tokens")
    void lists() {
        var one = signedIn();
        var realm =
                server.api("GET", "/api/realms/" + one.client().realm(), null).expect(200);
        one.code();
        assertThat(listed(one, "").getFirst().get("clientIds"))
                .as("not yet redeemed")
                .isEqualTo(List.of());
        one.tokens();
        one.at(SignedIn.client(server, one.client().realm(), Map.of("clientId", "app")))
                .tokens();
        var shown = Map.of(
                "sessionId", one.sid().value(),
                "userId", one.user().id().value(),
                "username", one.user().settings().username(),
                "realmId", realm.text("id"),
                "ipAddress", "192.0.2.7",
                "userAgent", "a browser",
                "createdAt", clock.instant().toString(),
                "expiresAt", clock.instant().plusSeconds(1_800).toString(),
                "clientIds", List.of("app", "web"));

        assertThat(listed(one, "")).isEqualTo(List.of(shown));
        assertThat(server.api("GET", "/api/sessions/" + one.sid(), null)
                        .expect(200)
                        .json())
                .isEqualTo(shown);
    }

    @Test
    @DisplayName("one person's, the newest first; none that the clock has ended")
    void of_a_person() {
        var one = signedIn();
        clock.advance(Duration.ofSeconds(1_799));
        var again = SignedIn.at(server, one.client(), one.user());
        SignedIn.at(server, one.client());
        var theirs = "&userId=" + one.user().id();
        assertThat(listed(one, theirs))
                .extracting(session -> session.get("sessionId"))
                .containsExactly(again.sid().value(), one.sid().value());
        assertThat(listed(one, "")).hasSize(3);
        clock.advance(Duration.ofSeconds(1));

        assertThat(listed(one, theirs)).hasSize(1);
        server.api("GET", "/api/sessions/" + one.sid(), null).expect(404);
        assertThat(listed(one, "&size=1")).hasSize(1);
    }

    @Test
    @DisplayName("those in which a client got tokens, and none in which another did, or only a code")
    void at_a_client() {
        var one = signedIn();
        one.tokens();
        var other = SignedIn.at(server, SignedIn.client(server, one.client().realm(), Map.of("clientId", "app")));
        other.tokens();
        SignedIn.at(server, one.client()).code();

        assertThat(listed(one, "&clientId=web"))
                .extracting(session -> session.get("sessionId"))
                .containsExactly(one.sid().value());
        assertThat(listed(one, "&clientId=nobody")).isEmpty();
    }

    @Test
    @DisplayName("LG-08 ends one, with all of its tokens, and no other; the trail says so")
    void ends_one() {
        var one = signedIn();
        var other = SignedIn.at(server, one.client(), one.user());
        var tokens = one.tokens();
        var kept = other.tokens();

        server.api("DELETE", "/api/sessions/" + one.sid(), null).expect(204);

        assertThat(one.isActive(tokens)).isFalse();
        one.refresh(tokens).expect(400);
        assertThat(other.isActive(kept)).isTrue();
        server.api("DELETE", "/api/sessions/" + one.sid(), null).expect(404);
        assertThat(Residents.of(server)
                        .eventsOf(one.client().realm(), List.of(one.user().id().value())))
                .endsWith("session.terminated " + one.user().id());
    }

    @Test
    @DisplayName("ends all of a person, with what clients may do while they are away, and nobody else's")
    void ends_all() {
        var one = signedIn();
        var away = one.offline();
        var stranger = SignedIn.at(server, one.client());
        var dead = List.of(
                one.tokens(), SignedIn.at(server, one.client(), one.user()).tokens(), away.tokens());
        var kept = stranger.tokens();
        var path = "/api/sessions?realm=" + one.client().realm();
        server.api("DELETE", path, null).expect(400);
        server.api("DELETE", path + "&userId=nobody", null).expect(404);

        server.api("DELETE", path + "&userId=" + one.user().id(), null).expect(204);

        assertThat(dead)
                .noneMatch(one::isActive)
                .allSatisfy(tokens -> one.refresh(tokens).expect(400));
        assertThat(stranger.isActive(kept)).isTrue();
        server.api("DELETE", path + "&userId=" + one.user().id(), null).expect(204);
    }

    @Test
    @DisplayName("§4.3 the password grant begins one that lives as long as what was given in it")
    void of_the_password_grant() {
        var one = signedIn();
        var realm = one.client().realm();
        var refreshing = server.client(realm, Map.of("grantTypes", List.of("password", "refresh_token")));
        var plain = server.client(realm, Map.of("grantTypes", List.of("password"), "tokenLifespanSeconds", 77));
        var password = Map.of(
                "grant_type", "password", "username", one.user().settings().username(), "password", Residents.PASSWORD);

        var brief = server.token(plain, password).expect(200);
        assertThat(brief.json()).doesNotContainKey("refresh_token").containsEntry("refresh_expires_in", 0);
        assertThat(expiry(brief)).isEqualTo(clock.instant().plusSeconds(77).toString());
        var lasting = server.token(refreshing, password).expect(200);
        assertThat(lasting.json()).containsKey("refresh_token").containsEntry("refresh_expires_in", 1_800);
        assertThat(expiry(lasting)).isEqualTo(clock.instant().plusSeconds(1_800).toString());
        clock.advance(Duration.ofSeconds(77));
        assertThat(listed(one, "&userId=" + one.user().id())).hasSize(2);
    }

    private String expiry(Answer tokens) {
        return server.api("GET", "/api/sessions/" + tokens.text("session_state"), null)
                .expect(200)
                .text("expiresAt");
    }

    @Test
    @DisplayName("LG-08 ends all of everybody in the realm, offline access with them, and none of another realm")
    void ends_everybody() {
        var one = signedIn();
        var other = SignedIn.at(server, one.client());
        var elsewhere = signedIn();
        var dead = List.of(one.tokens(), other.tokens());
        var kept = elsewhere.tokens();
        var realm = one.client().realm();
        server.api(
                        "DELETE",
                        "/api/sessions?everybody=true&userId=%s&realm=%s"
                                .formatted(one.user().id(), realm),
                        null)
                .expect(400);
        server.api("DELETE", "/api/sessions?everybody=false&realm=" + realm, null)
                .expect(400);
        assertThat(listed(one, "")).hasSize(2);

        server.api("DELETE", "/api/sessions?everybody=true&realm=" + realm, null)
                .expect(204);

        assertThat(listed(one, "")).isEmpty();
        assertThat(one.isActive(dead.get(0))).isFalse();
        assertThat(other.isActive(dead.get(1))).isFalse();
        one.refresh(dead.get(0)).expect(400);
        assertThat(elsewhere.isActive(kept)).isTrue();
    }
}
