package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("Threads that hash give way")
@EnabledOnOs(OS.LINUX)
class GivingWayTest {

    @Test
    @DisplayName("on Linux they have a smaller share than others")
    void nice() throws Exception {
        assertThat(niceAfter(() -> {})).isZero();
        assertThat(niceAfter(GivingWay::ask)).isEqualTo(GivingWay.NICE);
    }

    /// The 19th field of proc_pid_stat(5), the 17th after the name in parentheses.
    private static int niceAfter(Runnable work) throws Exception {
        var task = new FutureTask<>(() -> {
            work.run();
            return Files.readString(Path.of("/proc/thread-self/stat"));
        });
        Thread.ofPlatform().start(task);
        return Integer.parseInt(task.get().replaceFirst(".*\\) ", "").split(" ", -1)[16]);
    }
}
