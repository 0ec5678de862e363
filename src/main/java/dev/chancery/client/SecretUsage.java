package dev.chancery.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Which secrets this node has seen at work, counted in memory and written down every few seconds.
public final class SecretUsage {

    /// How often each node reports. One that has been silent for three times as long makes the answer "unknown".
    public static final Duration INTERVAL = Duration.ofSeconds(3);

    private record Seen(long count, Instant lastAt, String lastAddress) {
        Seen and(Seen later) {
            return new Seen(count + later.count, later.lastAt, later.lastAddress);
        }
    }

    private final ConcurrentHashMap<String, Seen> seen = new ConcurrentHashMap<>();
    private final ReentrantLock reporting = new ReentrantLock();
    private final ClientSecretStore store;
    private final String node;
    private final InstantSource clock;

    public SecretUsage(ClientSecretStore store, String node, InstantSource clock) {
        this.store = store;
        this.node = node;
        this.clock = clock;
    }

    public void count(ClientSecret secret, Instant now, String address) {
        seen.merge(secret.id(), new Seen(1, now, address), Seen::and);
    }

    /// Writes down what was counted, and up to when this node's count is complete. What cannot be written is kept.
    public void report() {
        reporting.lock();
        try {
            var complete = clock.instant();
            for (var entry : Map.copyOf(seen).entrySet()) {
                var usage = entry.getValue();
                store.addUsage(entry.getKey(), usage.count(), usage.lastAt(), usage.lastAddress());
                seen.computeIfPresent(entry.getKey(), (_, now) -> remainder(now, usage));
            }
            store.reportComplete(node, complete);
        } finally {
            reporting.unlock();
        }
    }

    private static @Nullable Seen remainder(Seen now, Seen written) {
        return now.count() == written.count()
                ? null
                : new Seen(now.count() - written.count(), now.lastAt(), now.lastAddress());
    }

    /// The last report of a node that stops.
    public void leave() {
        report();
        store.forgetNode(node, clock.instant().minus(Duration.ofDays(1)));
    }
}
