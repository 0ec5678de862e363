package dev.chancery.console;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// What the console shows only once somebody has done something there, and the way to it.
enum State {
    MADE(at -> {
        at.without("nightly-report").openInRealm("/clients/new").tab().fill("#client-clientId", "nightly-report");
        at.press("Create").tab().locator("#made-secret").waitFor();
    }),
    TEST_TOKEN(at -> {
        MADE.way.accept(at);
        at.press("Get a test token").tab().locator("#token").waitFor();
    }),
    REVEALED(at -> {
        at.openInRealm("/clients/api-demo-project/credentials")
                .press("Rotate secret")
                .tab()
                .locator("#secret")
                .waitFor();
    }),
    COMPLAINT(at -> {
        at.openInRealm("/clients/api-demo-project").tab().fill("#client-redirectUris", "no address");
        at.press("Save").tab().locator(".wrong").first().waitFor();
    }),
    STALE(at -> {
        at.openInRealm("/clients/api-demo-project").tab().fill("#client-name", "Mine");
        at.meanwhile("/api/clients/api-demo-project", Map.of("name", "Theirs", "homeUrl", "https://shop.example/"));
        at.press("Save").tab().locator(".meanwhile").first().waitFor();
        at.meanwhile("/api/clients/api-demo-project", Map.of("name", "Demo project", "homeUrl", ""));
    }),
    FORETOLD(at -> at.openInRealm("/clients/api-demo-project")
            .press("What would change")
            .tab()
            .locator("#foretold")
            .waitFor()),
    PLANNED(at -> {
        var document = at.openInRealm("/document").tab().inputValue("#document");
        at.tab()
                .fill(
                        "#document",
                        document.replaceFirst("\"tokenLifespanSeconds\" : \\d+", "\"tokenLifespanSeconds\" : 600"));
        at.press("What would change").tab().locator("#foretold").waitFor();
    }),
    REQUEST(at -> at.openInRealm("/clients/api-demo-project")
            .press("Show the request")
            .tab()
            .locator("#as-request")
            .waitFor()),
    ASKED(at -> at.openInRealm("/clients/ticket-shop/roles")
            .tab()
            .locator("[popover]")
            .first()
            .evaluate("popover => popover.showPopover()")),
    REALMS(at -> at.openInRealm("/clients").tab().click(".realms > summary")),
    PERSON(at -> at.openInRealm("/clients").tab().click(".person > summary")),
    KEYS(at -> at.openInRealm("/clients").tab().keyboard().press("?"));

    private final Consumer<AtConsole> way;

    State(Consumer<AtConsole> way) {
        this.way = way;
    }

    /// Leaves whatever was typed before; that a form was refused is no wrong.
    void lead(AtConsole at) {
        at.forget();
        way.accept(at);
        at.wrongs().removeIf(wrong -> wrong.matches("(?s)422: .*|error: Failed to load resource.* 422 .*"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
