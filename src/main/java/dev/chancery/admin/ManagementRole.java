package dev.chancery.admin;

import static dev.chancery.admin.Permission.CREATE_CLIENTS;
import static dev.chancery.admin.Permission.MANAGE_CLIENTS;
import static dev.chancery.admin.Permission.MANAGE_REALMS;
import static dev.chancery.admin.Permission.MANAGE_USERS;
import static dev.chancery.admin.Permission.VIEW_CLIENTS;
import static dev.chancery.admin.Permission.VIEW_EVENTS;
import static dev.chancery.admin.Permission.VIEW_REALMS;
import static dev.chancery.admin.Permission.VIEW_USERS;

import dev.chancery.id.RealmId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The roles of the clients that stand for the administration of one realm, by the names that Keycloak's provisioners
/// grant: `realm-management` in the realm itself, `<realm>-realm` in `master`.
public enum ManagementRole {
    REALM_ADMIN("realm-admin", Permission.values()),
    VIEW_REALM("view-realm", VIEW_REALMS),
    MANAGE_REALM("manage-realm", VIEW_REALMS, MANAGE_REALMS),
    VIEW_CLIENTS_ROLE("view-clients", VIEW_CLIENTS),
    MANAGE_CLIENTS_ROLE("manage-clients", VIEW_CLIENTS, CREATE_CLIENTS, MANAGE_CLIENTS),
    CREATE_CLIENT("create-client", CREATE_CLIENTS),
    VIEW_USERS_ROLE("view-users", VIEW_USERS),
    MANAGE_USERS_ROLE("manage-users", VIEW_USERS, MANAGE_USERS),
    VIEW_EVENTS_ROLE("view-events", VIEW_EVENTS),
    MANAGE_EVENTS("manage-events", VIEW_EVENTS),
    QUERY_REALMS("query-realms"),
    QUERY_CLIENTS("query-clients"),
    QUERY_USERS("query-users"),
    QUERY_GROUPS("query-groups"),
    IMPERSONATION("impersonation"),
    VIEW_IDENTITY_PROVIDERS("view-identity-providers"),
    MANAGE_IDENTITY_PROVIDERS("manage-identity-providers"),
    VIEW_AUTHORIZATION("view-authorization"),
    MANAGE_AUTHORIZATION("manage-authorization");

    /// The client whose roles reach the realm that it is in.
    public static final String CLIENT = "realm-management";

    public final String roleName;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<Permission> carries;

    ManagementRole(String roleName, Permission... permissions) {
        this.roleName = roleName;
        this.carries = List.of(permissions);
    }

    /// The client of `master` whose roles reach this realm.
    public static String clientFor(String realm) {
        return realm + "-realm";
    }

    public String description() {
        return carries.isEmpty()
                ? "Is there to be granted; it carries no permission on this server"
                : "Carries %s in the realm".formatted(carries);
    }

    /// What the role of this name may do in the realm that its client stands for; nothing, when there is none.
    public static Rights rightsOf(String roleName, RealmId realm) {
        return Stream.of(values())
                .filter(role -> role.roleName.equals(roleName))
                .findFirst()
                .map(role -> Rights.within(realm, Set.copyOf(role.carries)))
                .orElse(Rights.NONE);
    }
}
