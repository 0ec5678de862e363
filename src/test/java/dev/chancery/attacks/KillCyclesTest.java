package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.db.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The real server as a process of its own, killed in the middle of its work, again and again. `-Dsoak.kills` and
/// `-Dsoak.minutes` bound the long lane, whichever comes first.
@DisplayName("R-01, SE-08 kill -9 of the whole server")
class KillCyclesTest {

    @Test
    @DisplayName(
            "R-01, SE-08 3 kills: what was acknowledged is there, the trail is whole, no port is open but its own two, nothing was repaired by hand")
    void short_lane() throws Exception {
        run(new Random(20261122), 3, Instant.MAX);
    }

    @Test
    @Tag("soak")
    @DisplayName("R-01 as many kills as the soak allows")
    void long_lane() throws Exception {
        var kills = Integer.getInteger("soak.kills", 1_000);
        var until = Instant.now().plus(Duration.ofSeconds(Long.getLong("soak.minutes", 10L) * 30));
        IO.println("kills: " + run(new Random(), kills, until));
    }

    private static String run(Random random, int most, Instant until) throws Exception {
        var folder = TestDatabases.folder();
        var ledger = new Ledger();
        var cycles = 0;
        while (cycles < most && Instant.now().isBefore(until)) {
            cycle(folder, ledger, random.nextInt(500));
            cycles++;
        }
        try (var server = ServerProcess.start(folder)) {
            ledger.check(server);
        }
        assertThat(ServerProcess.faultsOf(folder)).isEmpty();
        assertThat(ledger.size()).isPositive();
        return "%d cycles, %d acknowledged changes, none lost".formatted(cycles, ledger.size());
    }

    private static void cycle(Path folder, Ledger ledger, int milliseconds) throws Exception {
        try (var server = ServerProcess.start(folder)) {
            ledger.checkSome(server);
            assertThat(server.listeningPorts()).hasSize(2).contains(server.port()); // the other is the management port
            try (var writers = ledger.write(server, 8)) {
                writers.begun();
                Thread.sleep(milliseconds);
                server.kill();
            }
        }
    }
}
