package dev.chancery.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("scripts/find-jdk")
class FindJdkTest {
    private static final Path SCRIPT = Path.of("scripts/find-jdk").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    @DisplayName("takes JAVA_HOME when it is new enough")
    void java_home_first() throws Exception {
        var newer = jdk("newer", 26);

        assertThat(find(Map.of("JAVA_HOME", newer.toString()))).isEqualTo(newer.toString());
    }

    @Test
    @DisplayName("passes over a JAVA_HOME that is too old, and takes the java on the PATH")
    void path_second() throws Exception {
        var old = jdk("old", 17);
        var onPath = jdk("on path", 25);

        var found = find(Map.of("JAVA_HOME", old.toString(), "PATH", onPath.resolve("bin") + ":/usr/bin:/bin"));

        assertThat(found).isEqualTo(onPath.toRealPath().toString());
    }

    @Test
    @DisplayName("wants a JDK, not only a runtime")
    void wants_a_compiler() throws Exception {
        var runtime = jdk("runtime", 25);
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(find(Map.of("JAVA_HOME", runtime.toString()))).doesNotStartWith(folder.toString());
    }

    private Path jdk(String name, int version) throws IOException {
        var home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"%d.0.1\"\nJAVA_VERSION_DATE=\"2026-04-21\"\n"
                        .formatted(version));
        for (var tool : new String[] {"java", "javac"}) {
            Files.writeString(home.resolve("bin").resolve(tool), "#!/bin/sh\n");
            assertThat(home.resolve("bin").resolve(tool).toFile().setExecutable(true))
                    .isTrue();
        }
        return home;
    }

    private static String find(Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder(SCRIPT.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(environment);
        var process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
