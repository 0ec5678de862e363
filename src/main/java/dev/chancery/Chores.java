package dev.chancery;

import dev.chancery.admin.Actor;
import dev.chancery.client.ClientSecret;
import dev.chancery.client.SecretUsage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a node does by itself, beside requests: reports, rotates, forgets. Nothing that counts depends on its timing.
final class Chores implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final Duration BIN_KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 50;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("chancery-chores").daemon().factory());
    private final House house;

    Chores(House house) {
        this.house = house;
        house.usage.begin();
        every(Duration.ofSeconds(1), house.failures::flush);
        every(Heap.PAUSE, new Heap()::look);
        every(SecretUsage.INTERVAL, house.usage::report);
        every(Duration.ofMinutes(1), house.rotateKeys::byAge);
        every(Duration.ofMinutes(1), house.failures::prune);
        every(Duration.ofMinutes(5), house.guesses::clean);
        every(Duration.ofMinutes(5), () -> house.revokedTokens.deleteExpired(house.clock.instant()));
        every(Duration.ofMinutes(1), () -> house.guests.forget(house.clock.instant()));
        every(Duration.ofMinutes(10), this::emptyBins);
    }

    void emptyBins() {
        var server = Actor.operator("this server");
        var then = house.clock.instant().minus(BIN_KEPT);
        house.deleteClient.purge(server, then, AT_ONCE);
        house.deleteRealm.purge(server, then, AT_ONCE);
        house.secretStore.deleteEnded(then, 10 * AT_ONCE);
        house.secretStore.forgetUnread(house.clock.instant().minus(ClientSecret.UNREAD), 10 * AT_ONCE);
    }

    private void every(Duration pause, Runnable chore) {
        var millis = pause.toMillis();
        var _ = executor.scheduleWithFixedDelay(tireless(chore), millis, millis, TimeUnit.MILLISECONDS);
    }

    /// The executor never runs again what has thrown once. Errors, too, are said and outlived: a node whose keys no
    /// longer rotate would do more harm than one that is short of memory for a while.
    static Runnable tireless(Runnable chore) {
        return () -> {
            try {
                chore.run();
            } catch (RuntimeException | Error failed) {
                LOG.warn("a chore failed and will be tried again", failed);
            }
        };
    }

    /// Writes down what is still only in memory.
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(5, TimeUnit.SECONDS)) LOG.warn("a chore did not end in time");
            house.failures.flush();
            house.usage.leave();
        } catch (RuntimeException failed) {
            LOG.warn("the last reports could not be written", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
