package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A list of the console")
class ListedTest {
    private static final Map<String, String> ASKED = new LinkedHashMap<>(Map.of("search", "a&b"));

    private static Listed listed(int number, String next, boolean deep) {
        return listed(20, number, next, deep);
    }

    private static Listed listed(int found, int number, String next, boolean deep) {
        var content = Collections.nCopies(found, Map.of());
        var page = Visit.json(Map.of("content", content, "page", number, "size", 20, "next", next));
        return new Listed("", new Thing(page), ASKED, deep);
    }

    @Test
    @DisplayName("goes on by the number of the page, with what it was asked for")
    void numbers() {
        assertThat(listed(3, "token", false).next()).isEqualTo("search=a%26b&page=4");
        assertThat(listed(3, "token", false).previous()).isEqualTo("search=a%26b&page=2");
        assertThat(listed(0, "token", false).hasPrevious()).isFalse();
    }

    @Test
    @DisplayName("goes on by what it has shown where the API has no pages of a number any more: 10,000 rows deep")
    void deep() {
        assertThat(listed(498, "token", false).next()).isEqualTo("search=a%26b&page=499");
        assertThat(listed(499, "token", false).next()).isEqualTo("search=a%26b&after=token");
        assertThat(listed(0, "token", true).next()).isEqualTo("search=a%26b&after=token");
        assertThat(listed(0, "token", true).first()).isEqualTo("search=a%26b");
    }

    @Test
    @DisplayName("goes on by where the API has looked last where that found less than a page holds")
    void further() {
        assertThat(listed(19, 0, "token", false).next()).isEqualTo("search=a%26b&after=token");
        assertThat(listed(0, 0, "token", false).next()).isEqualTo("search=a%26b&after=token");
    }

    @Test
    @DisplayName(
            "goes by what its address says, otherwise by what it goes by anyway; another order begins at its own end")
    void orders() {
        var page = listed(0, "token", false);
        assertThat(page.isBy("name", false)).isFalse();
        assertThat(page.isBy("clientId", true)).isTrue();
        assertThat(page.by("name")).isEqualTo("search=a%26b&sort=name");

        var turned = new Listed("", page.page(), Map.of("sort", "name", "reverse", "true"), false);
        assertThat(turned.isBy("name", false)).isTrue();
        assertThat(turned.isBy("clientId", true)).isFalse();
        assertThat(turned.by("clientId")).isEqualTo("sort=clientId");
    }
}
