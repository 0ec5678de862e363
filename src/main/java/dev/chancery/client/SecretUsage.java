package dev.chancery.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Which secrets this node has seen at work, counted in memory and written down every few seconds.
public final class SecretUsage {

    /// How often each node reports. One that has been silent for three times as long makes the answer "unknown".
    public static final Duration INTERVAL = Duration.ofSeconds(3);

    private static final Duration TAKEN_TO_BE_GONE = Duration.ofDays(1);
    private static final int AT_ONCE = 200;

    record Seen(long count, Instant lastAt, String lastAddress) {
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

    /// The first thing of a server: what is left of nodes that can't be running any more doesn't count.
    public void begin() {
        store.forgetFormerNodes();
    }

    public void count(ClientSecret secret, Instant now, String address) {
        seen.merge(secret.id(), new Seen(1, now, address), Seen::and);
    }

    /// Writes down what was counted, and up to when this node's count is complete. What cannot be written is kept.
    public void report() {
        reporting.lock();
        try {
            var complete = clock.instant();
            var secrets = seen.keySet().stream().sorted().toList();
            for (var from = 0; from < secrets.size(); from += AT_ONCE)
                write(secrets.subList(from, Math.min(from + AT_ONCE, secrets.size())));
            store.reportComplete(node, complete);
            store.forgetNodes(complete.minus(TAKEN_TO_BE_GONE));
        } finally {
            reporting.unlock();
        }
    }

    /// Some at a time, in one transaction, and in the same order on every node, so that none waits for another in turn.
    private void write(List<String> secrets) {
        var usages = new LinkedHashMap<String, Seen>();
        for (var secret : secrets) {
            var usage = seen.get(secret);
            if (usage != null) usages.put(secret, usage);
        }
        store.addUsages(usages);
        usages.forEach((secret, usage) -> seen.computeIfPresent(secret, (_, now) -> remainder(now, usage)));
    }

    private static @Nullable Seen remainder(Seen now, Seen written) {
        return now.count() == written.count()
                ? null
                : new Seen(now.count() - written.count(), now.lastAt(), now.lastAddress());
    }

    /// The last report of a node that stops.
    public void leave() {
        report();
        store.forgetNode(node);
    }
}
