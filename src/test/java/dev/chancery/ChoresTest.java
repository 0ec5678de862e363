package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a node does by itself")
class ChoresTest {

    @Test
    @DisplayName("is tried again after an error, too: keys go on rotating")
    void tireless() throws InterruptedException {
        var runs = new CountDownLatch(2);
        try (var executor = Executors.newSingleThreadScheduledExecutor()) {
            var chore = Chores.tireless(() -> {
                runs.countDown();
                throw new LinkageError("each time");
            });
            var _ = executor.scheduleWithFixedDelay(chore, 0, 1, TimeUnit.MILLISECONDS);

            assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
            executor.shutdownNow();
        }
    }

    @Test
    @DisplayName("begins with forgetting the node that was killed: SQLite has one, so what it reports is complete")
    void killed() {
        try (var server = new TestServer().start()) {
            var client = server.client("master");
            server.anotherNodeReported(Instant.now().minusSeconds(60));
            server.restart();
            server.reportUsage();

            var secrets = server.api("GET", "/api/clients/" + client.clientId() + "/secrets", null);
            assertThat(secrets.expect(200).text("usage")).contains("complete,");
        }
    }
}
