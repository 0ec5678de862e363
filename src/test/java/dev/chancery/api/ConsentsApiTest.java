package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Device;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/users/{id}/consents: what a person lets clients do in their name")
class ConsentsApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private SignedIn signedIn(Map<String, Object> members) {
        var realm = server.realm("consents-" + RandomToken.hex(8));
        return SignedIn.at(server, SignedIn.client(server, realm, members));
    }

    private void agree(SignedIn one, String... scopes) {
        Residents.of(server)
                .agree(
                        one.client().realm(),
                        one.user().id().value(),
                        one.client().id(),
                        scopes);
    }

    private static String path(SignedIn one) {
        return "/api/users/" + one.user().id() + "/consents";
    }

    private List<Map<String, Object>> list(SignedIn one) {
        return content(server.api("GET", path(one), null).expect(200));
    }

    private Answer withdraw(SignedIn one) {
        return server.api("DELETE", path(one) + "/" + one.client().clientId(), null);
    }

    @Test
    @DisplayName("lists what they agreed to and what works while they are away, and no mere session, by client")
    void lists() {
        var one = signedIn(Map.of("name", "The shop"));
        var other = one.at(SignedIn.client(server, one.client().realm(), Map.of()));
        one.tokens();
        assertThat(list(one)).isEmpty();

        agree(one, "profile", "openid");
        var agreedAt = clock.instant().toString();
        clock.advance(Duration.ofSeconds(7));
        other.offline().tokens();
        other.offline().code();

        assertThat(list(one))
                .containsExactlyInAnyOrder(
                        Map.of(
                                "id",
                                one.client().id(),
                                "clientId",
                                one.client().clientId(),
                                "clientName",
                                "The shop",
                                "scopes",
                                List.of("openid", "profile"),
                                "grantedAt",
                                agreedAt),
                        Map.of(
                                "id",
                                other.client().id(),
                                "clientId",
                                other.client().clientId(),
                                "scopes",
                                List.of(),
                                "offlineSince",
                                clock.instant().toString()));
        assertThat(list(SignedIn.at(server, one.client())))
                .as("somebody else's")
                .isEmpty();
        server.api("DELETE", "/api/clients/" + one.client().id(), null).expect(204);
        assertThat(list(one))
                .extracting(each -> each.get("clientId"))
                .containsExactly(other.client().clientId());
    }

    @Test
    @DisplayName("a code that nobody has redeemed lets nobody do anything while they are away")
    void not_redeemed() {
        var one = signedIn(Map.of());
        one.offline().code();
        assertThat(list(one)).isEmpty();
    }

    @Test
    @DisplayName("nor does what has ended since")
    void ended() {
        var one = signedIn(Map.of());
        one.offline().tokens();
        assertThat(list(one)).hasSize(1);
        clock.advance(Duration.ofDays(400));
        assertThat(list(one)).isEmpty();
    }

    @Test
    @DisplayName("what is withdrawn is gone once, is on record, and nobody brings it back but the person")
    void withdrawn() {
        var one = signedIn(Map.of());
        agree(one, "profile");
        withdraw(one).expect(204);

        assertThat(list(one)).isEmpty();
        assertThat(withdraw(one).expect(404).text("detail")).contains("let this client have nothing");
        var realm = "/api/realms/" + one.client().realm();
        var lines =
                content(server.api("GET", realm + "/audit?subject=" + one.user().id(), null)
                        .expect(200));
        assertThat(lines.getFirst()).containsEntry("eventType", "consent.withdrawn");
        assertThat(lines.getFirst().get("payload"))
                .isEqualTo(Map.of("before", Map.of("client", one.client().clientId())));
        var undo = server.api("POST", realm + "/audit/" + lines.getFirst().get("eventId") + "/undo", null);
        assertThat(undo.expect(409).text("detail")).contains("People say themselves");
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("RT-06 a device that was let in, and has not asked since, is denied")
    void device() {
        var realm = server.realm("consents-" + RandomToken.hex(8));
        var ada = App.person(server, realm, "ada", Map.of());
        var bob = App.person(server, realm, "bob", Map.of());
        var tv = Device.client(server, realm, Map.of());
        var browser = new WebBrowser(server);
        var device = Device.of(server, tv);
        device.allow(browser);
        var early = Device.of(server, tv);
        early.allow(browser);
        var other = Device.of(server, Device.client(server, realm, Map.of()));
        other.allow(browser);
        Residents.of(server).agree(realm, bob, tv.id(), "profile");

        server.api("DELETE", "/api/users/" + bob + "/consents/" + tv.id(), null).expect(204);
        early.poll().expect(200);
        server.api("DELETE", "/api/users/" + ada + "/consents/" + tv.id(), null).expect(204);

        assertThat(device.error()).isEqualTo("access_denied");
        other.poll().expect(200);
    }

    @Test
    @DisplayName("no client, one of another realm and one in the bin are told like one that has nothing")
    void others() {
        var one = signedIn(Map.of());
        var nothing = withdraw(one).expect(404).text("detail");
        agree(one, "profile");
        var foreign = signedIn(Map.of());
        for (var other : List.of("absent", foreign.client().id()))
            assertThat(server.api("DELETE", path(one) + "/" + other, null)
                            .expect(404)
                            .text("detail"))
                    .isEqualTo(nothing);
        server.api("DELETE", "/api/clients/" + one.client().id(), null).expect(204);
        assertThat(withdraw(one).expect(404).text("detail")).isEqualTo(nothing);
    }
}
