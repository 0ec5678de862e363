package dev.chancery.console;

import java.util.List;
import java.util.stream.Stream;

/// The tabs of a client's page, in their order.
public enum ClientTab {
    SETTINGS("settings", ""),
    CREDENTIALS("credentials", "/credentials"),
    ROLES("roles", "/roles"),
    SCOPES("client-scopes", "/client-scopes"),
    SERVICE_ACCOUNT("service-account-roles", "/service-account-roles"),
    SESSIONS("sessions", "/sessions"),
    ADVANCED("advanced", "/advanced"),
    EVALUATE("evaluate", "/evaluate"),
    TEST_TOKEN("test-token", "/test-token"),
    ACTIVITY("activity", "/activity"),
    CHECK("check", "/check");

    public final String key;
    public final String path;

    ClientTab(String key, String path) {
        this.key = key;
        this.path = path;
    }

    /// Those that there are for this client.
    public static List<ClientTab> of(Thing client) {
        return Stream.of(values()).filter(tab -> tab.isThereFor(client)).toList();
    }

    private boolean isThereFor(Thing client) {
        return switch (this) {
            case CREDENTIALS -> !client.flag("publicClient");
            case SERVICE_ACCOUNT -> client.has("serviceAccountId");
            case TEST_TOKEN -> client.has("serviceAccountId");
            default -> true;
        };
    }
}
