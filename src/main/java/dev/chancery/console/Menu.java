package dev.chancery.console;

import java.util.List;

/// What stands at the side of every page of a realm.
public final class Menu {
    private Menu() {}

    /// @param section its words are `menu.<section>`
    public record Entry(String section, String path) {}

    /// @param name its words are `menu.<name>`
    public record Group(String name, List<Entry> entries) {}

    public static final List<Group> GROUPS = List.of(
            new Group(
                    "manage",
                    List.of(
                            new Entry("clients", "/clients"),
                            new Entry("scopes", "/scopes"),
                            new Entry("roles", "/roles"),
                            new Entry("users", "/users"),
                            new Entry("groups", "/groups"),
                            new Entry("sessions", "/sessions"))),
            new Group(
                    "configure",
                    List.of(
                            new Entry("settings", "/settings"),
                            new Entry("keys", "/keys"),
                            new Entry("audit", "/audit"),
                            new Entry("failures", "/failures"),
                            new Entry("bin", "/bin"),
                            new Entry("document", "/document"))));
}
