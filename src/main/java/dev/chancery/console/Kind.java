package dev.chancery.console;

import java.util.List;

/// What has a page of tabs, `details` first: a person, a group, a role.
public enum Kind {
    USER("users", "id", "/api/users/", "username"),
    GROUP("groups", "groupId", "/api/groups/", "path"),
    ROLE("roles", "roleId", "/api/rbac/roles/", "name");

    /// Where they stand in the menu, and in addresses.
    public final String section;

    /// The `{name}` of an address that holds its id.
    final String id;

    final String api;
    final String title;

    Kind(String section, String id, String api, String title) {
        this.section = section;
        this.id = id;
        this.api = api;
        this.title = title;
    }

    public List<String> tabs() {
        return switch (this) {
            case USER -> List.of("details", "credentials", "roles", "groups", "attributes", "sessions", "consents");
            case GROUP -> List.of("details", "members", "roles", "attributes");
            case ROLE -> List.of("details", "parts", "attributes");
        };
    }
}
