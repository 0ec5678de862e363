package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-01 kill -9 in the middle of writes")
class KillTest {

    private static final int CYCLES = Integer.getInteger("kill.cycles", 5);

    @TempDir
    private Path temp;

    @Test
    @DisplayName("loses nothing that was acknowledged, and the next start needs no repair")
    void loses_nothing() throws Exception {
        var acknowledged = new HashSet<String>();
        var random = new Random(1);
        for (var cycle = 0; cycle < CYCLES; cycle++) {
            try (var child = ChildProcess.start(Writer.class, temp.toString(), "c" + cycle)) {
                child.awaitLine("open");
                var until = 200 + random.nextInt(2_000);
                for (var i = 0; i < until; i++) acknowledged.add(child.line());
                for (var line : child.kill()) if (line.endsWith(";")) acknowledged.add(line);
            }
        }

        try (var db = TestDatabases.sqlite(temp)) {
            var kept = new HashSet<>(db.read(tx -> tx.select("SELECT name || ';' FROM instance")
                    .mapTo(String.class)
                    .list()));
            assertThat(acknowledged).hasSizeGreaterThan(CYCLES * 200);
            acknowledged.removeAll(kept);
            assertThat(acknowledged).isEmpty();
            assertThat(db.<Long>read(tx -> tx.select("SELECT n - (SELECT count(*) FROM change) FROM change_head")
                            .mapTo(Long.class)
                            .one()))
                    .isZero();
        }
    }

    /// Writes from 20 threads and says what was acknowledged, until it is killed.
    static final class Writer {
        static void main(String[] args) {
            var db = TestDatabases.sqlite(Path.of(args[0]));
            var number = new AtomicLong();
            IO.println("open");
            for (var thread = 0; thread < 20; thread++)
                Thread.ofPlatform().start(() -> {
                    while (true) {
                        var name = args[1] + "-" + number.incrementAndGet();
                        db.writes(tx -> {
                            DatabaseTest.put(tx, name, "v".repeat(200));
                            Changes.announce("r", "name", name);
                        });
                        IO.println(name + ";");
                    }
                });
        }
    }
}
