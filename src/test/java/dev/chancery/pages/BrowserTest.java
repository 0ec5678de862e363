package dev.chancery.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import dev.chancery.Chromium;
import dev.chancery.realm.Brand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pages in a browser")
class BrowserTest {
    private static final String FOCUSED =
            "document.activeElement.id || document.activeElement.name || document.activeElement.tagName";

    private static Chromium chromium;
    private static PageServer server;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        server = new PageServer(Samples.all());
    }

    @AfterAll
    static void close() {
        server.close();
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource(Look.class)
    @DisplayName(
            "fit, break no rule of their policy, ask nobody else for anything, and are open to everybody (WCAG 2.2 AA)")
    void looks(Look look) {
        var softly = new SoftAssertions();
        try (var person = chromium.person(look.options())) {
            var seen = Watched.in(person, server.origin());
            for (var name : Samples.all().keySet()) {
                seen.tab().navigate(server.address(name));
                softly.assertThat(seen.scrollsSideways()).as("%s scrolls", name).isFalse();
                softly.assertThat(Axe.violations(seen.tab())).as(name).isEmpty();
                softly.assertThat(seen.wrongs()).as(name).isEmpty();
                seen.wrongs().clear();
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ffd400", "#7a1f5c", "#000000", "#ffffff", "#767676"})
    @DisplayName("are as open to everybody in a realm's colour, with its logo, as in ours")
    void branded(String colour) {
        var brand = new Brand(colour, Logo.PNG);
        try (var branded = new PageServer("Ticket shop", brand, Samples.all())) {
            for (var look : List.of(Look.LIGHT, Look.DARK))
                try (var person = chromium.person(look.options())) {
                    var seen = Watched.in(person, branded.origin());
                    seen.tab().navigate(branded.address("consent"));
                    assertThat(Axe.violations(seen.tab())).isEmpty();
                    assertThat(seen.wrongs()).isEmpty();
                    assertThat(seen.tab().evaluate("() => document.querySelector('.logo').naturalWidth"))
                            .isEqualTo(1);
                    assertThat(seen.tab().evaluate("() => getComputedStyle(document.body).getPropertyValue('--brand')"))
                            .isEqualTo(colour);
                }
        }
    }

    @ParameterizedTest
    @DisplayName("are walked through with the keyboard in the order in which they are read")
    @CsvSource(
            delimiter = '|',
            value = {
                "sign-in         | username,password,remember,login-submit",
                "sign-in-again   | password,remember,login-submit",
                "code            | code,code-submit,use-recovery",
                "new-password    | password,again,new-password-submit",
                "profile         | email,firstName,lastName,profile-submit",
                "consent         | BODY,consent-accept,consent-deny,not-you",
                "device-confirm  | BODY,device-deny,device-allow,not-you"
            })
    void keyboard(String name, String order) {
        try (var person = chromium.person()) {
            var tab = Watched.in(person, server.origin()).tab();
            tab.navigate(server.address(name));
            // a browser gives the focus to what wants it a moment after the page is there
            tab.waitForFunction("first => (" + FOCUSED + ") === first", order.split(",")[0]);
            var reached = new ArrayList<String>();
            for (var _ : order.split(",")) {
                reached.add((String) tab.evaluate("() => " + FOCUSED));
                tab.keyboard().press("Tab");
            }
            assertThat(String.join(",", reached)).isEqualTo(order);
        }
    }

    @Test
    @DisplayName("show where the keyboard is")
    void focus() {
        try (var person = chromium.person()) {
            var tab = Watched.in(person, server.origin()).tab();
            tab.navigate(server.address("sign-in"));
            for (var id : List.of("username", "password", "login-submit")) {
                tab.locator("#" + id).focus();
                tab.keyboard().press("Shift");
                assertThat(tab.evaluate("() => getComputedStyle(document.activeElement).outlineStyle"))
                        .as(id)
                        .isEqualTo("solid");
            }
        }
    }

    @ParameterizedTest
    @DisplayName("send their form to where they are, without a script, with the step that they are for")
    @CsvSource({
        "sign-in, login-submit, sign-in",
        "code, use-recovery, recovery",
        "recovery, use-code, code",
        "sign-out, logout-confirm, sign-out"
    })
    void forms(String name, String button, String step) {
        try (var person = withoutScripts()) {
            var seen = Watched.in(person, server.origin());
            seen.tab().navigate(server.address(name));
            for (var field : seen.tab().locator("input[required]").all())
                if (button.endsWith("submit")) field.fill("alice");
            server.sent.clear();
            seen.tab().locator("#" + button).click();
            assertThat(seen.tab().url()).isEqualTo(server.address(name));
            assertThat(seen.wrongs()).isEmpty();
        }
        assertThat(server.sent)
                .singleElement()
                .satisfies(form -> assertThat(form.all("step")).containsExactly(step));
    }

    @Test
    @DisplayName("say which of two buttons was pressed")
    void choices() {
        try (var person = withoutScripts()) {
            var tab = Watched.in(person, server.origin()).tab();
            server.sent.clear();
            for (var button : List.of("consent-accept", "consent-deny")) {
                tab.navigate(server.address("consent"));
                tab.locator("#" + button).click();
            }
        }
        assertThat(server.sent)
                .extracting(form -> form.all("consent"))
                .containsExactly(List.of("accept"), List.of("deny"));
    }

    @ParameterizedTest(name = "scripts {0}")
    @DisplayName(
            "OAuth 2.0 Form Post: a form is sent on by itself, or by its button, with what it was given and nothing else")
    @CsvSource({"true", "false"})
    void form_post(boolean scripts) {
        server.sent.clear();
        try (var person = scripts ? chromium.person() : withoutScripts()) {
            var seen = Watched.in(person, server.origin());
            seen.tab().navigate(server.address("form-post"));
            if (!scripts) seen.tab().locator("button").click();
            seen.tab().waitForURL(server.address("done"));
            assertThat(seen.wrongs()).isEmpty();
        }
        assertThat(server.sent)
                .singleElement()
                .satisfies(form -> assertThat(form.fields())
                        .isEqualTo(Map.of("code", List.of("\"><script>alert(1)</script>"), "state", List.of("&amp;"))));
    }

    private static BrowserContext withoutScripts() {
        return chromium.person(new NewContextOptions().setJavaScriptEnabled(false));
    }
}
