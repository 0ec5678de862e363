package dev.chancery.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.chancery.Chromium;
import dev.chancery.WebBrowser;
import java.net.URI;
import java.util.Map;

/// Somebody with a phone who goes from page to page, each of which is open to everybody (WCAG 2.2 AA), fits, and breaks
/// no rule of its policy.
final class Passer implements AutoCloseable {
    private final BrowserContext person;
    private final Watched seen;

    Passer(Chromium chromium, String... origins) {
        person = chromium.person(Look.PHONE.options());
        seen = Watched.in(person, origins);
    }

    Passer open(String address) {
        seen.tab().navigate(address);
        return this;
    }

    /// Is at the page of this title.
    Passer at(String title) {
        assertThat(seen.tab().locator("h1").textContent()).isEqualTo(title);
        assertThat(Axe.violations(seen.tab())).as(title).isEmpty();
        assertThat(seen.scrollsSideways()).as("%s scrolls", title).isFalse();
        return asked();
    }

    /// Nothing has gone wrong so far.
    Passer asked() {
        assertThat(seen.wrongs()).isEmpty();
        return this;
    }

    Passer reads(String... texts) {
        assertThat(seen.tab().locator("main").textContent()).contains(texts);
        return this;
    }

    Passer types(String label, String text) {
        seen.tab()
                .getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .fill(text);
        return this;
    }

    Passer presses(String button) {
        seen.tab()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    Page tab() {
        return seen.tab();
    }

    /// What the application is told at its address, which they have come to.
    Map<String, String> told(String address) {
        seen.tab().waitForURL(url -> url.startsWith(address + "?"));
        assertThat(seen.wrongs()).isEmpty();
        return WebBrowser.fields(URI.create(seen.tab().url()).getRawQuery());
    }

    @Override
    public void close() {
        person.close();
    }
}
