package dev.chancery.http;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request on its way through the front door, and the route that it takes.
final class Exchange {
    final Wire wire;
    final RequestScope scope;
    String path = "/";

    @Nullable
    Route route;

    Exchange(Wire wire, RequestScope scope) {
        this.wire = wire;
        this.scope = scope;
    }

    /// The request as the HTTP library has it.
    interface Wire {
        String method();

        String path();

        String query();

        List<String> headers(String name);

        byte[] body();

        InetAddress peer();
    }
}
