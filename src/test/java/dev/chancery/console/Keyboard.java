package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/// The hands of somebody who has a keyboard and nothing else. Wherever Tab leads them is to be seen (WCAG 2.2 §2.4.7,
/// §2.4.11).
record Keyboard(Page tab) {
    private static final int MOST_STOPS = 300;

    private static final String NAMED = """
            const named = each => (each.id || each.name || each.textContent.trim().slice(0, 40)) + ' '
                + (each.type || each.localName);
            """;

    /// What is in focus, and what keeps it from being seen; nothing at the end of the page.
    private static final String STOP = """
            () => {
                %s
                const at = document.activeElement;
                if (!at || at === document.body || at === document.documentElement) return ['', ''];
                const name = named(at);
                const style = getComputedStyle(at);
                if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) return [name, 'has no outline'];
                const box = at.getBoundingClientRect();
                const seen = [0.05, 0.5, 0.95].some(x => [0.05, 0.5, 0.95].some(y => {
                    const there = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
                    return there && at.contains(there);
                }));
                return [name, seen ? '' : 'is hidden'];
            }""".formatted(NAMED);

    /// Where Tab is to lead: what can be used and is there to be seen. Of radio buttons the chosen one.
    private static final String USABLE = """
            () => {
                %s
                return [...document.querySelectorAll(
                        'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
                    .filter(each => !each.disabled && each.checkVisibility({visibilityProperty: true}))
                    .filter(each => each.type !== 'radio' || each.checked)
                    .map(named);
            }""".formatted(NAMED);

    private static final String UNKEYED = """
            () => [
                    ['/', document.querySelector('main input[type=search]')],
                    ['c', [...document.querySelectorAll('main a.button')].some(
                            each => /\\/(create|add|assign)([?]|$)/.test(each.href))]]
                .filter(([key, wanted]) => wanted && !document.querySelector(`[data-key="${key}"]`))
                .map(([key]) => key)""";

    Keyboard press(String key) {
        tab.keyboard().press(key);
        return this;
    }

    Keyboard type(String text) {
        tab.keyboard().type(text);
        return this;
    }

    /// By Tab.
    Keyboard to(Locator wanted) {
        return by("Tab", wanted);
    }

    Keyboard backTo(Locator wanted) {
        return by("Shift+Tab", wanted);
    }

    private Keyboard by(String key, Locator wanted) {
        var stops = new ArrayList<String>();
        while (!isAt(wanted)) {
            assertThat(stops.stream().filter(String::isEmpty))
                    .as("%s is reached from %s by %s", wanted, stops, key)
                    .hasSizeLessThan(2);
            assertThat(stops).hasSizeLessThan(MOST_STOPS);
            press(key);
            stops.add(stop());
        }
        return this;
    }

    boolean isAt(Locator wanted) {
        return (boolean) wanted.evaluate("wanted => wanted === document.activeElement");
    }

    /// All that Tab leads to, once, until it begins again.
    List<String> stops() {
        var stops = new ArrayList<String>();
        var stop = next();
        // whoever has gone beyond the end of a page begins there on the next one
        if (stop.isEmpty()) stop = next();
        do {
            assertThat(stops).hasSizeLessThan(MOST_STOPS);
            stops.add(stop);
            // a date has a stop for each of its parts
            do stop = next();
            while (stop.endsWith(" date") && stop.equals(stops.getLast()));
        } while (!stop.isEmpty() && !stop.equals(stops.getFirst()));
        return stops;
    }

    private String next() {
        return press("Tab").stop();
    }

    /// The keys that do nothing where there is something to search for, or to create.
    List<?> unkeyed() {
        return (List<?>) tab.evaluate(UNKEYED);
    }

    List<?> usable() {
        return (List<?>) tab.evaluate(USABLE);
    }

    /// Its name, which is empty at the end of the page.
    private String stop() {
        var stop = (List<?>) tab.evaluate(STOP);
        assertThat(stop.get(1)).as("%s on %s", stop.getFirst(), tab.url()).isEqualTo("");
        return stop.getFirst().toString();
    }
}
