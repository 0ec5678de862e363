package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.http.Route;
import dev.chancery.pages.Axe;
import dev.chancery.pages.Look;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
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

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    @DisplayName(
            "fits, breaks no rule of its policy, asks nobody else for anything, and is open to everybody with all that it"
                    + " unfolds (WCAG 2.2 AA)")
    void looks(Look look) {
        var softly = new SoftAssertions();
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, look)) {
            at.wrongs().clear();
            for (var path : Addresses.all()) {
                at.open(path);
                judge(softly, at, path);
                for (int each = 0; each < popovers(at).count(); each++) {
                    popovers(at).nth(each).evaluate("popover => popover.showPopover()");
                    softly.assertThat(Axe.violations(at.tab()))
                            .as("%s asks", path)
                            .isEmpty();
                    popovers(at).nth(each).evaluate("popover => popover.hidePopover()");
                }
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    @DisplayName(
            "is so, too, with what only an act shows: a bar unfolded, a complaint, what would change, a secret, a token;"
                    + " and where there is nothing or nothing can be done")
    void states(Look look) {
        var softly = new SoftAssertions();
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, look)) {
            at.wrongs().clear();
            for (var state : State.values()) {
                state.lead(at);
                judge(softly, at, state.toString());
            }
            for (var lost : List.of("/clients/nobody", "/audit/none", "/failures/none")) {
                at.openInRealm(lost).wrongs().clear();
                judge(softly, at, lost);
            }
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("is among those that these tests walk")
    void complete() {
        var patterns = SERVER.server().routes().stream()
                .filter(route -> route.method().equals("GET") && route.pattern().startsWith("/console/"))
                .map(Route::pattern)
                .filter(pattern -> !pattern.matches("/console/(sign-in|signed-in|.*/download)"))
                .toList();
        var walked = Addresses.all().stream()
                .map(path -> patterns.stream()
                        .filter(pattern -> path.matches(pattern.replaceAll("\\{\\w+}", "[^/]+") + "(\\?.*)?"))
                        .min(Comparator.comparing(
                                pattern -> pattern.chars().filter(c -> c == '{').count()))
                        .orElseThrow())
                .distinct();

        assertThat(walked).containsExactlyInAnyOrderElementsOf(patterns);
    }

    private static Locator popovers(AtConsole at) {
        return at.tab().locator("[popover]");
    }

    /// With everything open that its text folds away.
    private static void judge(SoftAssertions softly, AtConsole at, String what) {
        at.tab()
                .evaluate("() => document.querySelectorAll('main details, .menu-fold').forEach(each => {"
                        + " each.removeAttribute('name'); each.open = true; })");
        softly.assertThat(at.scrollsSideways()).as("%s scrolls", what).isFalse();
        softly.assertThat(Axe.violations(at.tab())).as(what).isEmpty();
        softly.assertThat(at.wrongs()).as(what).isEmpty();
        at.wrongs().clear();
    }

    @Test
    @DisplayName("weighs at most 150 kB in at most 10 requests when nothing of it is kept yet")
    void weight() {
        var softly = new SoftAssertions();
        try (var at = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
            at.tab().context().newCDPSession(at.tab()).send("Network.setCacheDisabled", disabled());
            for (var path : Addresses.all()) {
                at.open(path);
                weigh(softly, at, path);
            }
            for (var state : State.values()) {
                state.lead(at);
                weigh(softly, at, state.toString());
            }
        }
        softly.assertAll();
    }

    private static void weigh(SoftAssertions softly, AtConsole at, String what) {
        softly.assertThat(number(at, "reduce((sum, each) => sum + each.transferSize, 0)"))
                .as(what)
                .isBetween(1_000, HEAVIEST);
        softly.assertThat(number(at, "length")).as(what).isBetween(1, 10);
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
