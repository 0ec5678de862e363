package dev.chancery.manage;

import dev.chancery.http.Exchanges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One log line for each request: what was asked for, by its pattern, and how it ended. Never what it carried.
public final class AccessLog implements Exchanges {
    private static final Logger LOG = LoggerFactory.getLogger("access");

    @Override
    public void done(Done exchange) {
        if (!LOG.isInfoEnabled()) return;
        var route = exchange.route();
        LOG.atInfo()
                .addKeyValue("method", MethodLabel.of(exchange.method()))
                .addKeyValue("route", route == null ? "other" : route.pattern())
                .addKeyValue("status", exchange.status())
                .addKeyValue("millis", Math.rint(exchange.nanos() / 1e3) / 1e3)
                .addKeyValue("bytes", exchange.bytes())
                .addKeyValue("request", exchange.scope().id())
                .addKeyValue("address", exchange.scope().address())
                .log("answered");
    }
}
