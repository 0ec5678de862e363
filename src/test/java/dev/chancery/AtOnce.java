package dev.chancery;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Many requests in the same moment.
public final class AtOnce {
    private AtOnce() {}

    public static List<Answer> of(int count, IntFunction<Answer> request) {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, count)
                    .<Callable<Answer>>mapToObj(number -> () -> request.apply(number))
                    .toList();
            return callers.invokeAll(all).stream().map(AtOnce::answer).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer answer(Future<Answer> asked) {
        try {
            return asked.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
