package dev.chancery.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.chancery.Chromium;
import dev.chancery.login.Pages;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Texts that somebody else decides")
class MarkupTest {
    private static final String HARMLESS = "x";

    /// What a browser makes of the page, but for its texts and the values of its attributes; and where its links lead.
    private static final String SHAPE = """
            html => {
                const read = new DOMParser().parseFromString(html, 'text/html');
                const all = [...read.querySelectorAll('*')];
                const names = all.map(each => each.tagName + '[' + each.getAttributeNames().join(' ') + ']');
                const leads = all.flatMap(each => ['href', 'src', 'action', 'formaction'].map(name =>
                    each.hasAttribute(name) ? new URL(each.getAttribute(name), 'https://ours.example').protocol : ''));
                return [names.join(' '), leads.filter(each => !['', 'https:'].includes(each)).join(' ')];
            }""";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    @DisplayName(
            "XS-02, XS-05 stay texts on every page: no vector makes an element, an attribute or a link that leads to a script")
    void texts() throws IOException {
        var softly = new SoftAssertions();
        try (var person = CHROMIUM.person()) {
            var tab = person.newPage();
            var expected = shapes(tab, HARMLESS);
            for (var vector : vectors())
                shapes(tab, vector)
                        .forEach((name, shape) -> softly.assertThat(shape)
                                .as("%s saying %s", name, vector)
                                .isEqualTo(expected.get(name)));
        }
        softly.assertAll();
    }

    private static Map<String, Object> shapes(Page tab, String text) {
        var shapes = new LinkedHashMap<String, Object>();
        try (var server = new PageServer(text, Samples.saying(text))) {
            for (var name : Samples.saying(text).keySet())
                shapes.put(
                        name,
                        tab.evaluate(SHAPE, server.get("/realms/acme/" + name).body()));
            var posted = server.views.formPost(
                    "https://app.example/", Map.of("state", text, text, "x"), Pages.LANGUAGES.of(List.of(), List.of()));
            shapes.put("form-post", tab.evaluate(SHAPE, new String(posted.body(), UTF_8)));
        }
        return shapes;
    }

    @Test
    @DisplayName("XS-02, XS-04 run nothing in a browser, whose policy would complain of every try")
    void run() throws IOException {
        var text = String.join(" ", vectors());
        try (var server = new PageServer(text, Samples.saying(text));
                var person = CHROMIUM.person()) {
            var seen = Watched.in(person, server.origin());
            for (var name : Samples.saying(text).keySet()) {
                seen.tab().navigate(server.address(name));
                assertThat(seen.wrongs()).as(name).isEmpty();
                assertThat(seen.scrollsSideways()).as(name).isFalse();
            }
        }
    }

    private static List<String> vectors() throws IOException {
        try (var file = Objects.requireNonNull(MarkupTest.class.getResourceAsStream("markup.txt"))) {
            var vectors = new String(file.readAllBytes(), UTF_8).lines().toList();
            assertThat(vectors).hasSizeGreaterThan(60);
            return vectors;
        }
    }
}
