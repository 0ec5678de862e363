package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.Config;
import dev.chancery.Residents;
import dev.chancery.Server;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A server in a JVM of its own, so that it can be killed.
final class ServerProcess implements AutoCloseable {
    private static final String READY = "listening on ";

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// What the audit trail says of itself.
    static List<String> faultsOf(Path folder) throws IOException {
        var server = new TestServer().with(Setting.DATA_DIR, folder.toString()).start();
        try (server) {
            return Residents.of(server).verifyAudit().faults();
        }
    }

    static ServerProcess start(Path folder) throws IOException {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Started.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        var said = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY))
                return new ServerProcess(process, Integer.parseInt(line.substring(READY.length())));
            said.add(line);
        }
        throw new IllegalStateException("the server did not start: " + said);
    }

    int port() {
        return port;
    }

    String url() {
        return "http://localhost:" + port;
    }

    /// kill -9.
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /// Of this process alone: its sockets, looked up among those that listen.
    Set<Integer> listeningPorts() throws IOException {
        var sockets = new ArrayList<String>();
        try (var descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (var descriptor : descriptors.toList()) sockets.add(target(descriptor));
        }
        var ports = new TreeSet<Integer>();
        for (var table : List.of("tcp", "tcp6"))
            for (var line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "net", table))) {
                var columns = line.strip().split("\\s+", -1);
                if (columns.length > 9 && columns[3].equals("0A") && sockets.contains("socket:[" + columns[9] + "]"))
                    ports.add(Integer.parseInt(columns[1].substring(columns[1].lastIndexOf(':') + 1), 16));
            }
        return ports;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /// What runs in the other JVM.
    static final class Started {
        static void main(String[] args) {
            var settings = Map.of(
                    Setting.HTTP_PORT,
                    "0",
                    Setting.MANAGEMENT_PORT,
                    "0",
                    Setting.DATA_DIR,
                    args[0],
                    Setting.BOOTSTRAP_CLIENT_ID,
                    Ledger.CLIENT,
                    Setting.BOOTSTRAP_CLIENT_SECRET,
                    Ledger.SECRET);
            var server = Server.start(Config.of(Map.of(), settings), InstantSource.system());
            IO.println(READY + server.port());
        }
    }
}
