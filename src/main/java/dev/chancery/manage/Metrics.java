package dev.chancery.manage;

import dev.chancery.crypto.Passwords;
import dev.chancery.db.Changes;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.http.Response;
import dev.chancery.issue.IssuedTokens;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;

/// What this node has done since it started, in Prometheus' text format. What is counted anyway is only read here.
public final class Metrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RequestMetrics requests = new RequestMetrics(registry);

    public Metrics(IssuedTokens issued, FailureLog failures, Passwords passwords, Changes changes) {
        tokens(issued);
        failures(failures);
        counter("chancery_failures_dropped", "Refusals that were not recorded", failures::lost);
        counter("chancery_password_hashes", "Argon2id hashes computed", passwords::computed);
        gauge("chancery_password_hashes_waiting", "Password hashes that wait for a permit", passwords::waiting);
        gauge("chancery_change_feed_lag_seconds", "Age of what is cached", () -> changes.lagMillis() / 1e3);
        gauge("chancery_change_feed_number", "Number of the last change that was seen", changes::seen);
        counter("chancery_access_log_dropped", "Access log lines that were not written", Logging::dropped);
        JvmMetrics.register(registry);
    }

    public RequestMetrics requests() {
        return requests;
    }

    Response answer() {
        var text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape(), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return Response.json(200, text.toByteArray()).as(PrometheusTextFormatWriter.CONTENT_TYPE);
    }

    private void tokens(IssuedTokens issued) {
        CounterWithCallback.builder()
                .name("chancery_tokens_issued")
                .help("Access tokens issued")
                .labelNames("grant", "alg")
                .callback(count -> issued.each((kind, tokens) -> count.call(
                        tokens.doubleValue(),
                        kind.grant().wire,
                        kind.algorithm().jwsName())))
                .register(registry);
    }

    private void failures(FailureLog failures) {
        CounterWithCallback.builder()
                .name("chancery_failures")
                .help("Protocol requests refused")
                .labelNames("cause")
                .callback(count -> {
                    for (var cause : FailureCause.values()) count.call((double) failures.count(cause), cause.code());
                })
                .register(registry);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(count -> count.call(value.getAsDouble()))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.getAsDouble()))
                .register(registry);
    }
}
