package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.pages.Axe;
import dev.chancery.pages.Look;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The language of the console")
class LanguageTest {
    private static final String CLIENTS = "/console/realms/" + AtConsole.REALM + "/clients";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void furnish() {
        AtConsole.furnish(SERVER);
    }

    private static WebBrowser browser(String accepted) {
        var browser = new WebBrowser(SERVER).with("Accept-Language", accepted);
        var door = browser.open("/console");
        browser.submit(door, Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD));
        return browser;
    }

    private static View choose(WebBrowser browser, String language, String to) {
        var mark = browser.open(CLIENTS).field("mark");
        return browser.post(SERVER.url() + "/console/language", Map.of("mark", mark, "language", language, "to", to));
    }

    @Test
    @DisplayName("is the one that the browser asks for, numbers and moments too, and English for who asks for another")
    void accepted() {
        var german = browser("de-AT,en;q=0.5").open("/console/realms/" + AtConsole.REALM + "/audit");
        german.shows("<html lang=\"de\">", "<h1>Aktivität</h1>");
        assertThat(german.body()).containsPattern(">\\d\\d\\.\\d\\d\\.\\d{4}, \\d\\d:\\d\\d:\\d\\d UTC</time>");
        assertThat(german.answer().header("Content-Language")).isEqualTo("de");
        assertThat(german.answer().header("Vary")).contains("Accept-Language", "Cookie");

        var english = browser("fr").open("/console/realms/" + AtConsole.REALM + "/audit");
        english.shows("<html lang=\"en\">", "<h1>Activity</h1>");
        assertThat(english.body()).containsPattern(">\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC</time>");
    }

    @Test
    @DisplayName("is the one that was chosen on a page from then on, at the door too, and the page is shown again")
    void chosen() {
        var browser = browser("en");

        var again = choose(browser, "de", "/console/realms/" + AtConsole.REALM + "/users?search=ada");

        assertThat(again.url()).endsWith("/users?search=ada");
        again.shows("<html lang=\"de\">", "<h1>Benutzer</h1>");
        browser.open(CLIENTS).shows("<html lang=\"de\">");
        assertThat(choose(browser, "de", "/console/realms?name=a*").url()).endsWith("/console/realms?name=a*");
        assertThat(browser.open(CLIENTS + "?clientId=a").field("to")).isEqualTo(CLIENTS + "?clientId=a");
        browser.post(SERVER.url() + "/console/sign-out", Map.of("mark", again.field("mark")));
        browser.open("/console").shows("<html lang=\"de\">", "Anmelden");
    }

    @Test
    @DisplayName("is chosen by a form that leads nowhere else, among those that there are")
    void nowhere_else() {
        var browser = browser("en");
        for (var to : List.of("https://evil.example/", "//evil.example", "/console/../api", "/console/%zz", ""))
            assertThat(choose(browser, "xx\"", to).url()).as(to).startsWith(SERVER.url() + "/console");
        browser.open(CLIENTS).shows("<html lang=\"en\">");
    }

    @Test
    @DisplayName("is that of what the API refuses, too")
    void of_the_api() {
        browser("de")
                .open("/console/realms/" + AtConsole.REALM + "/clients/nobody")
                .shows("<html lang=\"de\">", "<h1>Hier ist nichts</h1>", "<span>Einen solchen Client gibt es nicht,");
    }

    @Test
    @DisplayName("is that of what a failure comes of and of what others may misuse, too")
    void causes() {
        var browser = browser("de");
        browser.open("/console/realms/" + AtConsole.REALM + "/failures")
                .shows("Die Redirect-URI ist keine, die der Client registriert hat.");
        SERVER.client(AtConsole.REALM, Map.of("clientId", "risky", "secretStorage", "recoverable"));
        browser.open(CLIENTS + "/risky/check").shows("Administratoren können das Secret wieder lesen.");
    }

    @ParameterizedTest
    @EnumSource(
            value = Look.class,
            names = {"LIGHT", "PHONE"})
    @DisplayName("German: every page fits, shows words for all of its keys, and is open to everybody (WCAG 2.2 AA)")
    void german(Look look) {
        var softly = new SoftAssertions();
        var keys = Language.ALL.of(List.of(), List.of()).words().keySet();
        try (var chromium = new Chromium();
                var at = AtConsole.signedIn(chromium, SERVER, look.options().setLocale("de-DE"))) {
            for (var path : Addresses.all()) {
                at.open(path);
                at.tab().evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)");
                softly.assertThat(at.tab().getAttribute("html", "lang")).isEqualTo("de");
                softly.assertThat(at.scrollsSideways()).as("%s scrolls", path).isFalse();
                softly.assertThat(Axe.violations(at.tab())).as(path).isEmpty();
                softly.assertThat(List.of(at.tab().innerText("main").split("\\s+")))
                        .as(path)
                        .noneMatch(word -> word.contains(".") && keys.contains(word));
            }
        }
        softly.assertAll();
    }
}
