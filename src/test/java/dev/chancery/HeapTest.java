package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.crypto.Passwords;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The heap")
class HeapTest {
    private final AtomicLong taken = new AtomicLong(40L << 20);
    private final AtomicLong alive = new AtomicLong(40L << 20);
    private final AtomicLong spent = new AtomicLong();
    private final AtomicInteger collections = new AtomicInteger();
    private final Heap heap = new Heap(taken::get, spent::get, () -> {
        collections.incrementAndGet();
        taken.set(alive.get());
    });

    @Test
    @DisplayName("is collected when it has grown by a step, and not again until it has grown by another")
    void grown() {
        taken.addAndGet(Heap.STEP - 1);
        work();
        assertThat(collections).hasValue(0);

        taken.addAndGet(1);
        work();
        work();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("is not collected for what passwords are hashed in, on all cores at once, since that goes by itself")
    void hashing() {
        taken.addAndGet(Runtime.getRuntime().availableProcessors() * Passwords.HASHED_IN);
        work();
        assertThat(collections).hasValue(0);
    }

    @Test
    @DisplayName("that is large is collected when it has grown by a quarter")
    void large() {
        settleAt(8 * Heap.STEP);

        taken.addAndGet(2 * Heap.STEP - 1);
        work();
        assertThat(collections).hasValue(0);

        taken.addAndGet(1);
        work();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("that has shrunk by itself is collected when it has grown again from there")
    void shrunk() {
        settleAt(8 * Heap.STEP);
        taken.set(40L << 20);
        work();

        taken.addAndGet(Heap.STEP);
        work();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("that is full of what lives is not collected over and over")
    void full() {
        alive.addAndGet(4 * Heap.STEP);
        taken.set(alive.get());
        work();
        work();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("is collected once when the server rests after its start, and once when it rests after work")
    void rests() {
        rest(10 * Heap.RESTS);
        assertThat(collections).hasValue(1);

        work();
        rest(Heap.RESTS - 1);
        assertThat(collections).hasValue(1);

        rest(1);
        assertThat(collections).hasValue(2);

        rest(Heap.RESTS);
        assertThat(collections).hasValue(2);
    }

    @Test
    @DisplayName("is left alone while the server works")
    void busy() {
        for (var look = 0; look < 20; look++) {
            work();
            rest(Heap.RESTS - 1);
        }
        assertThat(collections).hasValue(0);
    }

    private void work() {
        look(Heap.WORK);
    }

    private void rest(int looks) {
        for (var look = 0; look < looks; look++) look(Heap.REST.dividedBy(100));
    }

    private void look(Duration processor) {
        spent.addAndGet(processor.toMillis());
        heap.look();
    }

    private void settleAt(long bytes) {
        alive.set(bytes);
        taken.set(bytes);
        work();
        collections.set(0);
    }
}
