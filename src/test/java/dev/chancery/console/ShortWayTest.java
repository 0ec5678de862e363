package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Axe;
import dev.chancery.pages.Look;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The short way, from the list of clients")
class ShortWayTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
    }

    @Test
    @DisplayName("leads to a machine client and a token of it in four interactions at most")
    void machine() {
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.openInRealm("/clients");
            var way = List.<Runnable>of(
                    () -> at.follow("Quick start"),
                    () -> at.tab().getByLabel("Client ID").fill("nightly-report"),
                    () -> at.press("Create"),
                    () -> at.press("Get a test token"));
            assertThat(way).hasSizeLessThanOrEqualTo(4);

            way.forEach(Runnable::run);

            at.tab().getByRole(AriaRole.HEADING).getByText("A token was issued").waitFor();
            assertThat(at.tab().textContent("main"))
                    .contains("\"alg\" : \"RS256\"", "\"azp\" : \"nightly-report\"", "grant_type=client_credentials");
            assertThat(at.wrongs()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("makes one client and shows its secret once, though its page is loaded anew or come back to")
    void once(boolean scripts) {
        var named = "once-" + scripts;
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT.options().setJavaScriptEnabled(scripts))) {
            at.openInRealm("/clients/new").tab().getByLabel("Client ID").fill(named);
            at.press("Create");
            var secret = at.tab().locator("#made-secret").textContent();

            at.tab().reload();
            assertThat(at.tab().content()).contains(named).doesNotContain(secret);
            assertThat(at.tab().url()).endsWith(scripts ? "/clients/" + named : "/clients/new");
            at.tab().goBack();
            at.tab().getByLabel("Client ID").waitFor();
            assertThat(at.tab().content()).doesNotContain(secret);
            if (!scripts) return;
            at.tab().goForward();
            assertThat(at.tab().content()).doesNotContain(secret);
            assertThat(at.wrongs()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(QuickKind.class)
    @DisplayName("shows what each card will issue, asks for redirect URIs only where there are any, and ends on a page"
            + " that is open to everybody (WCAG 2.2 AA)")
    void cards(QuickKind kind) {
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.PHONE)) {
            at.openInRealm("/clients/new");
            at.tab().check("[value=" + kind.key() + "]");
            for (var other : QuickKind.values())
                assertThat(at.tab().isVisible("[data-kind=" + other.key() + "]"))
                        .isEqualTo(other == kind);
            assertThat(at.tab().isVisible("#client-redirectUris")).isEqualTo(kind.redirects());

            at.tab().getByLabel("Client ID").fill("by-card-" + kind.key());
            if (kind.redirects()) at.tab().fill("#client-redirectUris", "https://app.example/cb");
            at.press("Create");
            at.tab().getByText("by-card-" + kind.key() + " is ready").waitFor();

            assertThat(at.tab().isVisible("#made-secret")).isEqualTo(!kind.isPublic);
            assertThat(at.scrollsSideways()).isFalse();
            assertThat(Axe.violations(at.tab())).isEmpty();
            assertThat(at.wrongs()).isEmpty();
        }
    }
}
