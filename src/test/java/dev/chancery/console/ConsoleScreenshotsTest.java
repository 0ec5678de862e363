package dev.chancery.console;

import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import dev.chancery.pages.Screenshot;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("docs/screenshots of the console")
@Tag("screenshots")
@TestMethodOrder(OrderAnnotation.class)
class ConsoleScreenshotsTest {
    private static final Path FOLDER = Path.of("docs", "screenshots", "console");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void furnish() {
        AtConsole.furnish(SERVER);
    }

    @ParameterizedTest
    @EnumSource(
            value = Look.class,
            names = {"LIGHT", "DARK", "PHONE"})
    @DisplayName("show every page")
    @Order(1)
    void pages(Look look) {
        try (var chromium = new Chromium();
                var at = AtConsole.signedIn(chromium, SERVER, look)) {
            for (var path : Addresses.all()) {
                at.open(path);
                var name = path.replaceFirst("^/console/(realms/%s/)?".formatted(AtConsole.REALM), "")
                        .replace(AtConsole.SCOPE, "orders")
                        .replaceAll("[{}]", "")
                        .replaceFirst("&.*", "")
                        .replaceAll("[/?=]+", "-");
                take(at, name, look);
            }
        }
    }

    /// After the pages, which are not to show what is left of it.
    @ParameterizedTest
    @EnumSource(
            value = Look.class,
            names = {"LIGHT", "PHONE"})
    @DisplayName("show what only an act shows")
    @Order(2)
    void states(Look look) {
        try (var chromium = new Chromium();
                var at = AtConsole.signedIn(chromium, SERVER, look)) {
            for (var state : State.values()) {
                state.lead(at);
                take(at, "state-" + state, look);
            }
        }
    }

    /// Where its buttons stick in a window says nothing on paper.
    private static void take(AtConsole at, String name, Look look) {
        at.tab().evaluate("() => document.querySelectorAll('.buttons').forEach(b => b.style.position = 'static')");
        Screenshot.take(at.tab(), FOLDER, name, look);
    }
}
