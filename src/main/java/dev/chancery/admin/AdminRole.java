package dev.chancery.admin;

import static dev.chancery.admin.Permission.MANAGE_CLIENTS;
import static dev.chancery.admin.Permission.MANAGE_REALMS;
import static dev.chancery.admin.Permission.MANAGE_USERS;
import static dev.chancery.admin.Permission.VIEW_CLIENTS;
import static dev.chancery.admin.Permission.VIEW_EVENTS;
import static dev.chancery.admin.Permission.VIEW_REALMS;
import static dev.chancery.admin.Permission.VIEW_USERS;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/// The built-in roles of every realm and what each may do: in its own realm, or in all of them when held in `master`.
public enum AdminRole {
    ADMIN("admin", "May do everything", EnumSet.allOf(Permission.class)),
    MANAGE_REALMS_ROLE(
            "manage-realms",
            "Creates, changes and deletes realms, and defines roles",
            EnumSet.of(VIEW_REALMS, MANAGE_REALMS)),
    VIEW_REALMS_ROLE("view-realms", "Sees realms and roles", EnumSet.of(VIEW_REALMS)),
    MANAGE_CLIENTS_ROLE(
            "manage-clients",
            "Registers and changes clients, their secrets and scopes",
            EnumSet.of(VIEW_CLIENTS, MANAGE_CLIENTS)),
    VIEW_CLIENTS_ROLE("view-clients", "Sees clients and scopes", EnumSet.of(VIEW_CLIENTS)),
    MANAGE_USERS_ROLE(
            "manage-users",
            "Creates and changes people, and grants roles it holds",
            EnumSet.of(VIEW_USERS, MANAGE_USERS)),
    VIEW_USERS_ROLE("view-users", "Sees people and their roles", EnumSet.of(VIEW_USERS)),
    VIEW_EVENTS_ROLE("view-events", "Reads the audit trail and why requests failed", EnumSet.of(VIEW_EVENTS));

    public final String roleName;
    public final String description;
    private final Set<Permission> permissions;

    AdminRole(String roleName, String description, Set<Permission> permissions) {
        this.roleName = roleName;
        this.description = description;
        this.permissions = permissions;
    }

    /// What the built-in role of this name may do; nothing, when there is none.
    public static Set<Permission> permissionsOf(String roleName) {
        return Stream.of(values())
                .filter(role -> role.roleName.equals(roleName))
                .findFirst()
                .map(role -> role.permissions)
                .orElse(Set.of());
    }
}
