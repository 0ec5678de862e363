package dev.chancery.console;

import java.util.List;
import java.util.stream.Stream;

/// The tabs of a client's page, in their order.
public enum ClientTab {
    SETTINGS("settings", "");

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
        return client.has("clientId");
    }
}
