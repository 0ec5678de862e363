package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RT-10 Questions that come together are asked together")
class GatheredTest {
    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<String>> queries = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);

    @AfterEach
    void stop() {
        askers.close();
    }

    @Test
    @DisplayName("a question that comes alone is asked alone, and one without an answer is absent")
    void alone() {
        var gathered = new Gathered<>(recorded(_ -> Map.of("a", "1")));
        assertThat(gathered.find("a")).contains("1");
        assertThat(gathered.find("b")).isEmpty();
        assertThat(queries).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    @DisplayName("where no thread can be had to ask for all, whoever came first asks")
    void no_thread() {
        var gathered = new Gathered<>(recorded(_ -> Map.of("a", "1")), false, _ -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        assertThat(gathered.find("a")).contains("1");
        assertThat(gathered.find("b")).isEmpty();
    }

    @Test
    @DisplayName(
            "those that come while a query is under way wait for the next one: none is answered by what was read before it was asked")
    void the_next_query() throws Exception {
        var gathered = new Gathered<>(recorded(keys -> {
            var first = queries.size() == 1;
            if (first) hold();
            return keys.stream().collect(Collectors.toMap(Function.identity(), _ -> first ? "before" : "after"));
        }));
        var first = ask(gathered, "same");
        begun.await();
        var second = ask(gathered, "same");
        var third = ask(gathered, "other");
        awaitLine(gathered, 2);
        finish.countDown();

        assertThat(first.get()).contains("before");
        assertThat(second.get()).contains("after");
        assertThat(third.get()).contains("after");
        assertThat(queries).hasSize(2);
        assertThat(queries.getLast()).containsExactlyInAnyOrder("same", "other");
    }

    @Test
    @DisplayName("a query asks for 64 keys at most; the others are asked after it")
    void most() throws Exception {
        var gathered = new Gathered<>(recorded(keys -> {
            if (queries.size() == 1) hold();
            return keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        }));
        var answers = new ArrayList<>(List.of(ask(gathered, "first")));
        begun.await();
        IntStream.range(0, 100).mapToObj(String::valueOf).forEach(key -> answers.add(ask(gathered, key)));
        awaitLine(gathered, 100);
        finish.countDown();

        for (var answer : answers) assertThat(answer.get()).isPresent();
        assertThat(queries).extracting(List::size).containsExactly(1, 64, 36);
    }

    @Test
    @DisplayName("a query that fails fails for those who asked it, and the next one is asked")
    void failure() throws Exception {
        var gathered = new Gathered<>(recorded(_ -> {
            if (queries.size() > 1) return Map.of("b", "2");
            hold();
            throw new IllegalStateException("refused");
        }));
        var first = ask(gathered, "a");
        begun.await();
        var second = ask(gathered, "b");
        awaitLine(gathered, 1);
        finish.countDown();

        assertThatThrownBy(first::get).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(second.get()).contains("2");
    }

    @Test
    @DisplayName("a query that only reads, and fails for several, is put for each alone: one harms nobody else")
    void reading() throws Exception {
        var gathered = Gathered.reading(recorded(held(GatheredTest::broken)));
        var answers = askedTogether(gathered);

        assertThat(answers.getFirst().get()).contains("a");
        assertThatThrownBy(answers.get(1)::get).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(answers.getLast().get()).contains("b");
        assertThat(queries).hasSize(4).contains(List.of("broken"), List.of("b"));
    }

    @Test
    @DisplayName("one that writes is put once, whatever comes of it")
    void writing() throws Exception {
        var gathered = new Gathered<>(recorded(held(GatheredTest::broken)));
        var answers = askedTogether(gathered);

        for (var answer : answers.subList(1, 3))
            assertThatThrownBy(answer::get).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(queries).hasSize(2);
    }

    private static Map<String, String> broken(List<String> keys) {
        if (keys.contains("broken")) throw new IllegalStateException("unreadable");
        return keys.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    private Function<List<String>, Map<String, String>> held(Function<List<String>, Map<String, String>> query) {
        return keys -> {
            if (queries.size() == 1) hold();
            return query.apply(keys);
        };
    }

    /// The first alone, and the others, of which one can't be read, at once.
    private List<CompletableFuture<Optional<String>>> askedTogether(Gathered<String, String> gathered)
            throws Exception {
        var first = ask(gathered, "a");
        begun.await();
        var others = List.of(ask(gathered, "broken"), ask(gathered, "b"));
        awaitLine(gathered, 2);
        finish.countDown();
        return List.of(first, others.getFirst(), others.getLast());
    }

    @Test
    @DisplayName(
            "R-06 a database that can't serve the query isn't asked again for those who wait: they are told with it")
    void unavailable() throws Exception {
        var gathered = new Gathered<>(recorded(_ -> {
            hold();
            throw new StorageUnavailable("away", null);
        }));
        var answers = new ArrayList<>(List.of(ask(gathered, "first")));
        begun.await();
        IntStream.range(0, 100).mapToObj(String::valueOf).forEach(key -> answers.add(ask(gathered, key)));
        awaitLine(gathered, 100);
        finish.countDown();

        for (var answer : answers) assertThatThrownBy(answer::get).hasCauseInstanceOf(StorageUnavailable.class);
        assertThat(queries).hasSize(1);
        assertThatThrownBy(() -> gathered.find("later")).isInstanceOf(StorageUnavailable.class);
    }

    private Function<List<String>, Map<String, String>> recorded(Function<List<String>, Map<String, String>> query) {
        return keys -> {
            queries.add(keys);
            return query.apply(keys);
        };
    }

    private void hold() {
        begun.countDown();
        try {
            finish.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<Optional<String>> ask(Gathered<String, String> gathered, String key) {
        return CompletableFuture.supplyAsync(() -> gathered.find(key), askers);
    }

    private static void awaitLine(Gathered<?, ?> gathered, int waiting) throws InterruptedException {
        while (gathered.waiting() < waiting) Thread.sleep(1);
    }
}
