package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("When the disk fails")
class DiskTest {

    @TempDir
    private Path temp;

    @Test
    @DisplayName("R-05 a full disk refuses writes, harms nothing, and is over when there is space again")
    void full() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", temp.toString()),
                "needs the right to mount");
        try (var db = TestDatabases.sqlite(temp)) {
            db.writes(tx -> DatabaseTest.put(tx, "before", ""));
            var ballast = temp.resolve("ballast");
            fill(ballast);

            assertThatThrownBy(() -> {
                        for (var i = 0; i < 100; i++) write(db, "full" + i);
                    })
                    .isInstanceOf(StorageUnavailable.class);
            assertThat(DatabaseTest.value(db, "before")).isEmpty();
            assertThat(db.fault()).isEmpty();
            Files.delete(ballast);

            write(db, "after");
            assertThat(DatabaseTest.value(db, "after")).hasSize(50_000);
        } finally {
            run("umount", temp.toString());
        }
    }

    private static void write(Database db, String name) {
        db.writes(tx -> DatabaseTest.put(tx, name, "v".repeat(50_000)));
    }

    private static void fill(Path ballast) throws IOException {
        try (var out = Files.newOutputStream(ballast)) {
            var chunk = new byte[4_096];
            while (true) out.write(chunk);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    @DisplayName(
            "R-04 after a failed fsync this process writes no more, and what it acknowledged is there after a start")
    void failed_fsync() throws Exception {
        assumeTrue(run("strace", "-o", "/dev/null", "true"), "needs strace");
        var trace = List.of(
                "strace",
                "-f",
                "-o",
                "/dev/null",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO:when=40+");
        TestDatabases.sqlite(temp).close();
        var acknowledged = 0;
        try (var child = ChildProcess.start(trace, List.of(), OneByOne.class, temp.toString())) {
            for (var line = child.line(); line != null; line = child.line()) {
                if (line.equals("wrote")) acknowledged++;
                if (line.startsWith("fault ")) assertThat(line).contains("StorageFault", "StorageFault", "true");
            }
        }

        var written = acknowledged;
        assertThat(written).isPositive();
        try (var db = TestDatabases.sqlite(temp)) {
            assertThat(DatabaseTest.count(db)).isBetween(written + 1, written + 2);
        }
    }

    /// Writes until it can't, tries twice more, and says how that went.
    static final class OneByOne {
        static void main(String[] args) {
            var db = TestDatabases.sqlite(Path.of(args[0]));
            for (var i = 0; ; i++) {
                var first = attempt(db, "n" + i);
                if (first.equals("wrote")) IO.println("wrote");
                else {
                    IO.println("fault %s %s %s"
                            .formatted(first, attempt(db, "again"), db.fault().isPresent()));
                    Runtime.getRuntime().halt(0);
                }
            }
        }

        private static String attempt(Database db, String name) {
            try {
                db.writes(tx -> DatabaseTest.put(tx, name, ""));
                return "wrote";
            } catch (RuntimeException e) {
                return e.getClass().getSimpleName();
            }
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
