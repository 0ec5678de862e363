package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whoever's session at the console ends while they fill in a form")
class EndedTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @BeforeAll
    static void open() {
        SERVER.realm(AtConsole.REALM);
    }

    @ParameterizedTest(name = "scripts: {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("saves it by loading the page anew, once they have signed in beside it")
    void typed(boolean scripts) {
        var client = SERVER.client(AtConsole.REALM, Map.of("clientId", "ended-" + scripts));
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT.options().setJavaScriptEnabled(scripts))) {
            at.openInRealm("/clients/" + client.clientId()).tab().fill("#client-name", "In one line");
            at.tab().fill("#client-description", "In a box");
            at.tab().context().clearCookies();
            at.press("Save");

            var beside = at.tab().waitForPopup(() -> at.follow("Sign in (in another tab)"));
            beside.fill("#username", TestServer.ADMIN);
            beside.fill("#password", TestServer.PASSWORD);
            beside.click("#login-submit");
            beside.waitForURL("**/console/realms/**");
            at.tab().reload();

            at.done("Saved.");
            assertThat(SERVER.api("GET", "/api/clients/" + client.id(), null).json())
                    .containsEntry("name", "In one line")
                    .containsEntry("description", "In a box");
        }
    }
}
