package dev.chancery.manage;

import dev.chancery.http.Response;
import dev.chancery.http.Router;
import java.util.Map;

/// Every URL of the management port, which listens on the loopback unless the operator says otherwise.
public record ManagementRoutes(Readiness readiness, Metrics metrics) {

    public Router router() {
        return new Router()
                .get("/health/live", _ -> Response.json(200, Map.of("status", "UP")))
                .get("/health/ready", _ -> readiness.answer())
                .get("/metrics", _ -> metrics.answer());
    }
}
