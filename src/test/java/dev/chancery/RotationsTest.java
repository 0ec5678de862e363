package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Dialect;
import dev.chancery.id.GrantId;
import dev.chancery.issue.TipStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("RT-03 Refresh tokens that are shown at the same time")
class RotationsTest {
    @Parameter(0)
    private TestServer server;

    @Parameter(1)
    private SettableClock clock;

    @Test
    @DisplayName("of one grant: the right one is replaced, whoever stands before it with an older one")
    void older_one_first() throws Exception {
        var realm = server.realm("turns-" + UUID.randomUUID());
        var one = SignedIn.at(server, SignedIn.client(server, realm, Map.of()));
        var tokens = one.tokens();
        var grant = new GrantId(String.valueOf(tokens.claims().get("grant_id")));
        var right = TokenHash.of(tokens.text("refresh_token"));
        var mayGo = new CountDownLatch(1);
        var holder = holding(grant, mayGo);
        var first = new ArrayList<FutureTask<Boolean>>();
        for (var line = 1; line <= TipStore.LINES; line++)
            first.add(awaitHeldUp(begun(() -> rotate(grant, TokenHash.of("first"))), line));
        var older = begun(() -> rotate(grant, TokenHash.of("older")));
        var shown = begun(() -> rotate(grant, right));
        var again = begun(() -> rotate(grant, right));
        mayGo.countDown();

        assertThat(holder.get()).isTrue();
        for (var task : first) assertThat(task.get()).isFalse();
        assertThat(older.get()).isFalse();
        assertThat(shown.get()).isTrue();
        assertThat(again.get()).isFalse();
    }

    @Test
    @DisplayName("of two grants: one that somebody else holds does not keep the other waiting for long")
    void held_by_another() throws Exception {
        var realm = server.realm("held-" + UUID.randomUUID());
        var client = SignedIn.client(server, realm, Map.of());
        var one = SignedIn.at(server, client).tokens();
        var other = SignedIn.at(server, client).tokens();
        var held = new GrantId(String.valueOf(one.claims().get("grant_id")));
        var free = new GrantId(String.valueOf(other.claims().get("grant_id")));
        var mayGo = new CountDownLatch(1);
        // SQLite has one writer, which no row can hold up by itself
        var holder = server.server().house.db.dialect() == Dialect.POSTGRES ? holding(held, mayGo) : null;
        var waiting = begun(() -> rotate(held, TokenHash.of(one.text("refresh_token"))));
        awaitHeldUp(waiting, 1);

        assertThat(rotate(free, TokenHash.of(other.text("refresh_token")))).isTrue();

        mayGo.countDown();
        if (holder != null) assertThat(holder.get()).isTrue();
        assertThat(waiting.get()).isTrue();
    }

    private FutureTask<Boolean> holding(GrantId grant, CountDownLatch mayGo) throws InterruptedException {
        var held = new CountDownLatch(1);
        var holder = begun(() -> {
            server.server().house.db.writes(tx -> {
                tx.execute("UPDATE authorization_grant SET counter = counter WHERE id = ?", grant.value());
                held.countDown();
                await(mayGo);
            });
            return true;
        });
        held.await();
        return holder;
    }

    private boolean rotate(GrantId grant, TokenHash shown) {
        Instant now = clock.instant();
        return tips().rotate(grant, shown, TokenHash.of("next"), now, now.plusSeconds(60));
    }

    /// Returns once it waits in a line.
    private static FutureTask<Boolean> begun(Callable<Boolean> work) throws InterruptedException {
        var task = new FutureTask<>(work);
        var thread = Thread.ofPlatform().start(task);
        for (var turn = 0; turn < 25 && thread.getState() != Thread.State.WAITING; turn++) Thread.sleep(20);
        return task;
    }

    /// PostgreSQL does not wait for a row that shows another token.
    private FutureTask<Boolean> awaitHeldUp(FutureTask<Boolean> task, int lines) throws InterruptedException {
        while (!task.isDone() && tips().heldUp() < lines) Thread.sleep(10);
        return task;
    }

    private TipStore tips() {
        return server.server().house.guests.tipStore;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
