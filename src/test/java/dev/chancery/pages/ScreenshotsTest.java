package dev.chancery.pages;

import dev.chancery.Chromium;
import dev.chancery.realm.Brand;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("docs/screenshots")
@Tag("screenshots")
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("docs", "screenshots");

    @ParameterizedTest
    @EnumSource(
            value = Look.class,
            names = {"LIGHT", "DARK", "PHONE"})
    @DisplayName("show every page")
    void taken(Look look) {
        var brand = new Brand("#b3261e", Logo.drawn());
        try (var chromium = new Chromium();
                var server = new PageServer(Samples.all());
                var branded = new PageServer("Ticket shop", brand, Samples.all());
                var person = chromium.person(look.options())) {
            var tab = person.newPage();
            for (var name : Samples.all().keySet()) {
                tab.navigate(server.address(name));
                Screenshot.take(tab, FOLDER, name, look);
            }
            tab.navigate(branded.address("consent"));
            Screenshot.take(tab, FOLDER, "branded", look);
        }
    }
}
