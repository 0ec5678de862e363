package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("docs/screenshots of the console")
@Tag("screenshots")
class ConsoleScreenshotsTest {
    private static final Path FOLDER = Path.of("docs", "screenshots", "console");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void furnish() {
        AtConsole.furnish(SERVER);
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    @DisplayName("show every page")
    void taken(Look look) {
        try (var chromium = new Chromium();
                var at = AtConsole.signedIn(chromium, SERVER, look)) {
            for (var path : Addresses.ALL) {
                at.openInRealm(path);
                // where it sticks in a window says nothing on paper
                at.tab()
                        .evaluate(
                                "() => document.querySelectorAll('.buttons').forEach(b => b.style.position = 'static')");
                var name = path.substring(1).replaceAll("[{}]", "").replaceAll("[/?=&]+", "-");
                var file =
                        FOLDER.resolve("%s-%s.png".formatted(name, look.name().toLowerCase(Locale.ROOT)));
                at.tab().screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
                assertThat(file).exists();
            }
        }
    }
}
