package dev.chancery.spec.rfc8628;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Device;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.crypto.RandomToken;
import dev.chancery.factor.QrCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("RFC 8628 Device Authorization Grant")
class DeviceFlowTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String realm = "";

    @BeforeEach
    void a_realm() {
        realm = "tv-" + RandomToken.hex(8);
        server.realm(realm);
        App.person(server, realm, "ada", Map.of());
    }

    @Test
    @DisplayName("§3.2 the answer has all members, is kept by nobody, and its addresses are the realm's")
    void answer() {
        var asked = Device.of(server, Device.client(server, realm, Map.of())).asked();

        assertThat(asked.json())
                .containsOnlyKeys(
                        "device_code",
                        "user_code",
                        "verification_uri",
                        "verification_uri_complete",
                        "expires_in",
                        "interval")
                .containsEntry("interval", 5)
                .containsEntry("verification_uri", server.issuer(realm) + "/device")
                .containsEntry(
                        "verification_uri_complete",
                        server.issuer(realm) + "/device?user_code=" + asked.text("user_code"));
        assertThat(asked.text("device_code")).matches("[A-Za-z0-9_-]{43}");
        assertThat(asked.header("Cache-Control")).contains("no-store");
    }

    @Test
    @DisplayName("§3.3 the page for the code shows its own address as a picture, with the code where it came with one")
    void picture() {
        var asked = Device.of(server, Device.client(server, realm, Map.of())).asked();
        for (var address : List.of(asked.text("verification_uri"), asked.text("verification_uri_complete")))
            new WebBrowser(server).open(address).shows(QrCode.svg(address));
    }

    @Test
    @DisplayName("§3.4 the device gets tokens of a session of its own, from the sign-in that allowed it")
    void tokens() {
        var device = Device.of(server, Device.client(server, realm, Map.of()));
        var signedInAt = clock.instant().getEpochSecond();
        var browser = new WebBrowser(server);
        device.allow(browser);
        clock.advance(Duration.ofSeconds(70));

        var tokens = device.poll().expect(200);

        assertThat(tokens.text("scope")).contains("openid", "profile");
        assertThat(tokens.claims()).containsEntry("preferred_username", "ada").containsKey("sid");
        assertThat(Answer.claimsOf(tokens.text("id_token")))
                .containsEntry("auth_time", (int) signedInAt)
                .containsEntry("amr", List.of("pwd"))
                .doesNotContainKey("nonce");
        browser.submit(browser.open(server.issuer(realm) + "/protocol/openid-connect/logout"), Map.of())
                .shows("signed out");
        server.tokenRequest(
                        realm,
                        Map.of(
                                "grant_type",
                                "refresh_token",
                                "client_id",
                                device.client().clientId(),
                                "refresh_token",
                                tokens.text("refresh_token")))
                .expect(200);
    }

    @Test
    @DisplayName("§4 metadata names the endpoint and the grant type")
    void metadata() {
        var metadata = server.get("/realms/" + realm + "/.well-known/openid-configuration")
                .expect(200);

        assertThat(metadata.text("device_authorization_endpoint"))
                .isEqualTo(server.issuer(realm) + "/protocol/openid-connect/auth/device");
        assertThat(metadata.text("grant_types_supported")).contains("urn:ietf:params:oauth:grant-type:device_code");
    }
}
