package dev.chancery.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import dev.chancery.Chromium;
import dev.chancery.realm.Brand;
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
        var brand = new Brand("#b3261e", Logo.drawn());
        try (var chromium = new Chromium();
                var server = new PageServer(Samples.all());
                var branded = new PageServer("Ticket shop", brand, Samples.all());
                var person = chromium.person(look.options())) {
            var tab = person.newPage();
            for (var name : Samples.all().keySet()) take(tab, server.address(name), name, look);
            take(tab, branded.address("consent"), "branded", look);
        }
    }

    private static void take(Page tab, String address, String name, Look look) {
        var file = FOLDER.resolve("%s-%s.png".formatted(name, look.name().toLowerCase(Locale.ROOT)));
        tab.navigate(address);
        tab.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
        assertThat(file).exists();
    }
}
