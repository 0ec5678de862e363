package dev.chancery.manage;

import dev.chancery.http.Exchanges;
import dev.chancery.http.Route;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Requests by route, method and status class. Each series is looked up once.
public final class RequestMetrics implements Exchanges {
    private static final int CLASSES = 6;
    private static final double[] BOUNDS = {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

    private final Histogram seconds;
    private final Series other = new Series("other", "other", new AtomicReferenceArray<>(CLASSES));
    private volatile IdentityHashMap<Route, Series> known = new IdentityHashMap<>();

    private record Series(String route, String method, AtomicReferenceArray<DistributionDataPoint> byStatus) {}

    RequestMetrics(PrometheusRegistry registry) {
        seconds = Histogram.builder()
                .name("chancery_http_request_duration_seconds")
                .help("Requests answered on the public port, from their first byte to the answer")
                .labelNames("route", "method", "status")
                .classicOnly()
                .classicUpperBounds(BOUNDS)
                .withoutExemplars()
                .register(registry);
    }

    /// The routes that are told apart; requests that match none of them are `other`.
    public void of(List<Route> routes) {
        var found = new IdentityHashMap<Route, Series>();
        for (var route : routes)
            found.put(route, new Series(route.pattern(), route.method(), new AtomicReferenceArray<>(CLASSES)));
        known = found;
    }

    @Override
    public void done(Done exchange) {
        var route = exchange.route();
        var series = route == null ? other : known.getOrDefault(route, other);
        point(series, Math.min(exchange.status() / 100, CLASSES - 1)).observe(exchange.nanos() / 1e9);
    }

    private DistributionDataPoint point(Series series, int statusClass) {
        var point = series.byStatus.get(statusClass);
        if (point != null) return point;
        point = seconds.labelValues(series.route, series.method, statusClass + "xx");
        series.byStatus.set(statusClass, point);
        return point;
    }
}
