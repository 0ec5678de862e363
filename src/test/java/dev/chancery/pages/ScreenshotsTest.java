package dev.chancery.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.chancery.Chromium;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("docs/screenshots")
@Tag("screenshots")
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("docs", "screenshots");

    @ParameterizedTest
    @EnumSource(Look.class)
    @DisplayName("show every page")
    void taken(Look look) {
        try (var chromium = new Chromium();
                var server = new PageServer(Samples.all());
                var person = chromium.person(look.options())) {
            var tab = person.newPage();
            for (var name : Samples.all().keySet()) {
                var file =
                        FOLDER.resolve("%s-%s.png".formatted(name, look.name().toLowerCase(Locale.ROOT)));
                tab.navigate(server.address(name));
                tab.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
                assertThat(Files.exists(file)).isTrue();
            }
        }
    }
}
