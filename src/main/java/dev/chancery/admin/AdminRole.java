package dev.chancery.admin;

import static dev.chancery.admin.Permission.CREATE_CLIENTS;
import static dev.chancery.admin.Permission.MANAGE_CLIENTS;
import static dev.chancery.admin.Permission.MANAGE_REALMS;
import static dev.chancery.admin.Permission.MANAGE_USERS;
import static dev.chancery.admin.Permission.VIEW_CLIENTS;
import static dev.chancery.admin.Permission.VIEW_EVENTS;
import static dev.chancery.admin.Permission.VIEW_REALMS;
import static dev.chancery.admin.Permission.VIEW_USERS;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The built-in roles of every realm and what each may do: in its own realm, or in all of them when held in `master`.
public enum AdminRole {
    ADMIN("admin", "May do everything", Permission.values()),
    MANAGE_REALMS_ROLE(
            "manage-realms", "Creates, changes and deletes realms, and defines roles", VIEW_REALMS, MANAGE_REALMS),
    VIEW_REALMS_ROLE("view-realms", "Sees realms and roles", VIEW_REALMS),
    MANAGE_CLIENTS_ROLE(
            "manage-clients",
            "Registers and changes clients, their secrets and scopes",
            VIEW_CLIENTS,
            CREATE_CLIENTS,
            MANAGE_CLIENTS),
    VIEW_CLIENTS_ROLE("view-clients", "Sees clients and scopes", VIEW_CLIENTS),
    MANAGE_USERS_ROLE(
            "manage-users",
            "Creates and changes people, and grants roles that its holder has",
            VIEW_USERS,
            MANAGE_USERS),
    VIEW_USERS_ROLE("view-users", "Sees people and their roles", VIEW_USERS),
    VIEW_EVENTS_ROLE("view-events", "Reads the audit trail and why requests failed", VIEW_EVENTS);

    public final String roleName;
    public final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<Permission> carries;

    AdminRole(String roleName, String description, Permission... permissions) {
        this.roleName = roleName;
        this.description = description;
        this.carries = List.of(permissions);
    }

    /// What the built-in role of this name may do; nothing, when there is none.
    public static Set<Permission> permissionsOf(String roleName) {
        return Stream.of(values())
                .filter(role -> role.roleName.equals(roleName))
                .findFirst()
                .map(role -> Set.copyOf(role.carries))
                .orElse(Set.of());
    }
}
