package dev.chancery.issue;

import dev.chancery.client.Grant;
import dev.chancery.crypto.SignatureAlgorithm;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/// How many tokens this node has issued, by grant and algorithm: for metrics.
public final class IssuedTokens {
    private final ConcurrentHashMap<Kind, LongAdder> counts = new ConcurrentHashMap<>();

    public record Kind(Grant grant, SignatureAlgorithm algorithm) {}

    public void add(Grant grant, SignatureAlgorithm algorithm) {
        counts.computeIfAbsent(new Kind(grant, algorithm), _ -> new LongAdder()).increment();
    }

    public void each(BiConsumer<Kind, Long> told) {
        counts.forEach((kind, count) -> told.accept(kind, count.sum()));
    }
}
