package dev.chancery.console;

import com.google.gson.JsonObject;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Axe;
import dev.chancery.pages.Look;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Every page of the console")
class ConsolePagesTest {
    private static final int HEAVIEST = 150_000;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Chromium chromium;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        AtConsole.furnish(SERVER);
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    @DisplayName(
            "fits, breaks no rule of its policy, asks nobody else for anything, and is open to everybody (WCAG 2.2 AA)")
    void looks(Look look) {
        var softly = new SoftAssertions();
        try (var at = AtConsole.signedIn(chromium, SERVER, look)) {
            at.wrongs().clear();
            for (var path : Addresses.ALL) {
                at.openInRealm(path);
                softly.assertThat(at.scrollsSideways()).as("%s scrolls", path).isFalse();
                softly.assertThat(Axe.violations(at.tab())).as(path).isEmpty();
                softly.assertThat(at.wrongs()).as(path).isEmpty();
                at.wrongs().clear();
            }
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("weighs at most 150 kB in at most 10 requests when nothing of it is kept yet")
    void weight() {
        var softly = new SoftAssertions();
        try (var at = AtConsole.signedIn(chromium, SERVER, Look.LIGHT)) {
            at.tab().context().newCDPSession(at.tab()).send("Network.setCacheDisabled", disabled());
            for (var path : Addresses.ALL) {
                at.openInRealm(path);
                softly.assertThat(number(at, "reduce((sum, each) => sum + each.transferSize, 0)"))
                        .as(path)
                        .isBetween(1_000, HEAVIEST);
                softly.assertThat(number(at, "length")).as(path).isBetween(1, 10);
            }
        }
        softly.assertAll();
    }

    /// Of all that the page consists of.
    private static int number(AtConsole at, String of) {
        return (int) at.tab()
                .evaluate("() => [...performance.getEntriesByType('navigation'),"
                        + " ...performance.getEntriesByType('resource')]." + of);
    }

    private static JsonObject disabled() {
        var wanted = new JsonObject();
        wanted.addProperty("cacheDisabled", true);
        return wanted;
    }
}
