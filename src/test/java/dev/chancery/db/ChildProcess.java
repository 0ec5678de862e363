package dev.chancery.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A second JVM for tests that need another process, or kill one.
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;

    private ChildProcess(Process process) {
        this.process = process;
        this.lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildProcess start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), List.of(), main, arguments);
    }

    /// `prefix` is a command that runs the JVM, such as `strace`.
    static ChildProcess start(List<String> prefix, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /// The next line that isn't a log's; `null` when the process has ended.
    String line() throws IOException {
        return lines.readLine();
    }

    void awaitLine(String awaited) throws IOException {
        for (var line = line(); line != null; line = line()) if (line.equals(awaited)) return;
        throw new IllegalStateException("the process ended without saying: " + awaited);
    }

    /// kill -9; returns what it had said before it died.
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the stream, too
        process.waitFor();
        return lines.lines().toList();
    }

    @Override
    public void close() throws Exception {
        kill();
    }
}
