package dev.chancery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.json.JsonText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Signs in where there is no browser: this program is a device (RFC 8628 §3.1 to §3.5), and whoever it is for says yes
/// in a browser elsewhere.
record DeviceSignIn(Http server, String realm, Terminal terminal, InstantSource clock) {
    private static final Map<String, String> CLIENT = Map.of("client_id", "admin-cli");
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int SLOWER = 5;
    private static final int LONGEST_PAUSE = 60;

    /// Until somebody has decided, or the code has ended.
    JsonNode tokens() {
        var asked = Api.answer(server, realm, "/auth/device", CLIENT);
        tell(asked);
        var ends = clock.instant().plusSeconds(asked.path("expires_in").asLong(0));
        var pause = Math.clamp(asked.path("interval").asInt(SLOWER), 1, LONGEST_PAUSE);
        var form = Map.of(
                "client_id",
                "admin-cli",
                "grant_type",
                GRANT,
                "device_code",
                asked.path("device_code").asString());
        while (clock.instant().isBefore(ends)) {
            sleep(pause);
            var answer = server.form(Api.endpoint(realm, "/token"), form);
            switch (answer.body().path("error").asString("")) {
                case "authorization_pending" -> {}
                case "slow_down" -> pause += SLOWER;
                default -> {
                    return Api.tokens(answer);
                }
            }
        }
        throw CommandRefusal.refused("Nobody allowed it in time: sign in again.");
    }

    private void tell(JsonNode asked) {
        terminal.err()
                .println(Output.printable("Open %s in a browser, and enter the code %s there."
                        .formatted(
                                asked.path("verification_uri").asString(),
                                asked.path("user_code").asString())));
        terminal.err().println("Allow it only if the page shows this code. Waiting.");
    }

    private static void sleep(int seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw CommandRefusal.refused("Interrupted.");
        }
    }

    /// Who signed in, as the token says; nothing hangs by it.
    static String name(JsonNode tokens) {
        try {
            var claims = tokens.path("access_token").asString().split("\\.", -1)[1];
            return JsonText.MAPPER
                    .readTree(new String(Base64.getUrlDecoder().decode(claims), UTF_8))
                    .path("preferred_username")
                    .asString("somebody");
        } catch (ArrayIndexOutOfBoundsException | IllegalArgumentException | JacksonException unreadable) {
            return "somebody";
        }
    }
}
