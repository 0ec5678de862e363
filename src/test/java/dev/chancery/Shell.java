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

    public static Shell command(Map<String, String> environment, List<String> command) {
        try {
            Path err = Files.createTempFile("shell", "err");
            var builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
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
