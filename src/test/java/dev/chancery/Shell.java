package dev.chancery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import tools.jackson.core.type.TypeReference;

/// Runs a line as a person would type it, in bash, and sees what the person sees.
public record Shell(int exit, String out, String err) {

    public static Shell run(String line) {
        return run(Map.of(), line);
    }

    public static Shell run(Map<String, String> environment, String line) {
        return command(environment, List.of("bash", "-c", line));
    }

    /// In a folder, with what the person types when asked.
    public static Shell run(Path folder, String typed, String lines) {
        return start(Map.of(), List.of("bash", "-c", lines), folder, typed);
    }

    public static Shell command(Map<String, String> environment, List<String> command) {
        return start(environment, command, Path.of(""), "");
    }

    private static Shell start(Map<String, String> environment, List<String> command, Path folder, String typed) {
        try {
            Path err = Files.createTempFile("shell", "err");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            try (var input = process.outputWriter(UTF_8)) {
                input.write(typed);
            }
            var out = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after a minute: " + command);
            }
            var shell = new Shell(process.exitValue(), out, Files.readString(err));
            Files.delete(err);
            return shell;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Shell succeeded() {
        Assertions.assertThat(exit()).as(out + err).isZero();
        return this;
    }

    /// What was printed, as a JSON object.
    public Map<String, Object> json() {
        return JsonText.MAPPER.readValue(succeeded().out(), new TypeReference<>() {});
    }
}
