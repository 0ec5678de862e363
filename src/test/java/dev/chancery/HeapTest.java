package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The heap")
class HeapTest {
    private final AtomicLong taken = new AtomicLong(40L << 20);
    private final AtomicLong alive = new AtomicLong(40L << 20);
    private final AtomicInteger collections = new AtomicInteger();
    private final Heap heap = new Heap(taken::get, () -> {
        collections.incrementAndGet();
        taken.set(alive.get());
    });

    @Test
    @DisplayName("is collected when it has grown by a step, and not again until it has grown by another")
    void grown() {
        taken.addAndGet(Heap.STEP - 1);
        heap.collectWhenGrown();
        assertThat(collections).hasValue(0);

        taken.addAndGet(1);
        heap.collectWhenGrown();
        heap.collectWhenGrown();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("that is large is collected when it has grown by a quarter")
    void large() {
        settleAt(1L << 30);

        taken.addAndGet((256L << 20) - 1);
        heap.collectWhenGrown();
        assertThat(collections).hasValue(0);

        taken.addAndGet(1);
        heap.collectWhenGrown();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("that has shrunk by itself is collected when it has grown again from there")
    void shrunk() {
        settleAt(1L << 30);
        taken.set(40L << 20);
        heap.collectWhenGrown();

        taken.addAndGet(Heap.STEP);
        heap.collectWhenGrown();
        assertThat(collections).hasValue(1);
    }

    @Test
    @DisplayName("that is full of what lives is not collected over and over")
    void full() {
        alive.set(200L << 20);
        taken.set(200L << 20);
        heap.collectWhenGrown();
        heap.collectWhenGrown();
        assertThat(collections).hasValue(1);
    }

    private void settleAt(long bytes) {
        alive.set(bytes);
        taken.set(bytes);
        heap.collectWhenGrown();
        collections.set(0);
    }
}
