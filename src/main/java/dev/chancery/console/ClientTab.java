package dev.chancery.console;

import java.util.List;
import java.util.stream.Stream;

/// The tabs of a client's page, in their order.
public enum ClientTab {
    SETTINGS("settings", ""),
    KEYS("keys", "/keys"),
    CREDENTIALS("credentials", "/credentials"),
    ROLES("roles", "/roles"),
    SCOPES("client-scopes", "/client-scopes"),
    EVALUATE("evaluate", "/evaluate"),
    SERVICE_ACCOUNT("service-account-roles", "/service-account-roles"),
    SESSIONS("sessions", "/sessions"),
    ADVANCED("advanced", "/advanced"),
    TEST_TOKEN("test-token", "/test-token"),
    ACTIVITY("activity", "/activity"),
    CHECK("check", "/check");

    public final String key;
    public final String path;

    ClientTab(String key, String path) {
        this.key = key;
        this.path = path;
    }

    /// What stands under client scopes: how they are set up, and what comes of them.
    public static final List<ClientTab> OF_SCOPES = List.of(SCOPES, EVALUATE);

    /// The one in sight, for what stands under another.
    public ClientTab top() {
        return OF_SCOPES.contains(this) ? SCOPES : this;
    }

    /// Those that there are for this client.
    public static List<ClientTab> of(Thing client) {
        return Stream.of(values())
                .filter(tab -> tab == tab.top() && tab.isThereFor(client))
                .toList();
    }

    boolean isThereFor(Thing client) {
        return switch (this) {
            case CREDENTIALS -> !client.flag("publicClient");
            case SERVICE_ACCOUNT -> client.has("serviceAccountId");
            case TEST_TOKEN -> client.has("serviceAccountId");
            default -> true;
        };
    }
}
