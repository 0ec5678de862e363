package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Threads that hash give way")
@EnabledOnOs(OS.LINUX)
class GivingWayTest {

    @BeforeEach
    void known() {
        assumeTrue(Set.of("amd64", "aarch64").contains(System.getProperty("os.arch")));
    }

    @Test
    @DisplayName("on Linux they have a smaller share than others, and never ask for a larger one than they have")
    void nice() throws Exception {
        var own = nice(() -> {});
        assertThat(nice(GivingWay::ask)).isEqualTo(Math.max(own, GivingWay.NICE));
        assertThat(nice(() -> {
                    GivingWay.ask();
                    GivingWay.ask();
                }))
                .isEqualTo(Math.max(own, GivingWay.NICE));
    }

    @Test
    @DisplayName("from Linux 6.12 on they have long slices, so that whoever wakes goes first")
    void slices() throws Exception {
        var shown = seen("sched", () -> {});
        assumeTrue(shown.contains("se.slice") && atLeast(6, 12));
        assertThat(slice(shown)).isLessThan(GivingWay.SLICE_NANOS);
        assertThat(slice(seen("sched", GivingWay::ask))).isEqualTo(GivingWay.SLICE_NANOS);
    }

    private static long slice(String sched) {
        var line = Pattern.compile("se\\.slice +: +(\\d+)").matcher(sched);
        assertThat(line.find()).isTrue();
        return Long.parseLong(line.group(1));
    }

    private static boolean atLeast(int major, int minor) {
        var version = System.getProperty("os.version").split("[.-]", -1);
        var its = Integer.parseInt(version[0]);
        return its > major || (its == major && Integer.parseInt(version[1]) >= minor);
    }

    /// The 19th field of proc_pid_stat(5), the 17th after the name in parentheses.
    private static int nice(Runnable work) throws Exception {
        return Integer.parseInt(seen("stat", work).replaceFirst(".*\\) ", "").split(" ", -1)[16]);
    }

    /// What Linux says of a thread after that work.
    private static String seen(String file, Runnable work) throws Exception {
        var path = Path.of("/proc/thread-self", file);
        var task = new FutureTask<>(() -> {
            work.run();
            return Files.exists(path) ? Files.readString(path) : "";
        });
        Thread.ofPlatform().start(task);
        return task.get();
    }
}
