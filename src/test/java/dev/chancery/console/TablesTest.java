package dev.chancery.console;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A table of the console")
class TablesTest {
    private static final String REALM = "?realm=" + AtConsole.REALM;

    /// Of the cells behind the first: those that do not say their column, but for those with buttons alone.
    private static final String UNNAMED = """
            () => [...document.querySelectorAll('tbody td')].filter(cell => {
                const heads = cell.closest('table').querySelectorAll('thead th');
                const said = getComputedStyle(cell, '::before').content.replace(/^"(.*?)".*$/s, '$1');
                const rest = cell.cloneNode(true);
                rest.querySelectorAll('form, button, a.button, [popover]').forEach(each => each.remove());
                const acts = rest.textContent.trim() === '' && cell.querySelector('form, button, a.button');
                return !acts && cell.textContent.trim() !== '' && said !== heads[cell.cellIndex].textContent.trim();
            }).map(cell => cell.outerHTML)""";

    /// Words of at most 14 characters that stand on two lines.
    private static final String BROKEN = """
            () => [...document.querySelectorAll('tbody :is(th, td)')].flatMap(cell => {
                const found = [];
                const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                while (texts.nextNode())
                    for (const word of texts.currentNode.data.matchAll(/[^\\s-]+-?/g)) {
                        const range = document.createRange();
                        range.setStart(texts.currentNode, word.index);
                        range.setEnd(texts.currentNode, word.index + word[0].length);
                        const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top)));
                        if (word[0].length <= 14 && lines.size > 1) found.push(word[0]);
                    }
                return found;
            })""";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @BeforeAll
    static void open() {
        AtConsole.furnish(SERVER);
    }

    private static AtConsole at(int width) {
        return AtConsole.signedIn(CHROMIUM, SERVER, new NewContextOptions().setViewportSize(width, 700));
    }

    @Test
    @DisplayName("names the column of each cell on a phone, where the heads do not stand above them")
    void cells() {
        var softly = new SoftAssertions();
        try (var at = at(375)) {
            for (var path : Addresses.all()) {
                at.open(path);
                softly.assertThat((List<?>) at.tab().evaluate(UNNAMED)).as(path).isEmpty();
            }
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(ints = {375, 800, 1024, 1440})
    @DisplayName("fits with the longest names, and breaks no word that has room")
    void names(int width) {
        lengthen();
        var softly = new SoftAssertions();
        try (var at = at(width)) {
            for (var path : Addresses.all()) {
                at.open(path);
                softly.assertThat(at.scrollsSideways()).as("%s scrolls", path).isFalse();
                softly.assertThat((List<?>) at.tab().evaluate(BROKEN)).as(path).isEmpty();
            }
        }
        softly.assertAll();
    }

    /// Things called as long as they may be, without a place where they may be broken.
    private static void lengthen() {
        if (SERVER.api("GET", "/api/clients/" + longest("c") + REALM, null).status() == 200) return;
        SERVER.client(AtConsole.REALM, Map.of("clientId", longest("c"), "name", longest("n")));
        for (var path : List.of("/api/groups", "/api/rbac/roles", "/api/scopes"))
            SERVER.api(
                            "POST",
                            path,
                            Map.of("realmName", AtConsole.REALM, "name", longest("x"), "description", longest("d")))
                    .expect(201);
    }

    private static String longest(String letter) {
        return letter.repeat(100);
    }
}
