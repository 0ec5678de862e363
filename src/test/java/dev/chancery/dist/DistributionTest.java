package dev.chancery.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `make dist` made, unpacked somewhere else and started where there is no Java on the path.
@Tag("distribution")
@DisplayName("The distribution")
class DistributionTest {
    private static final String SECRET = "a secret for the first client, 1";
    private static final String[] TOOLS = {"sh", "dirname", "readlink", "stat", "cat"};

    @TempDir
    Path folder;

    private Path home;
    private Path launcher;
    private int port;
    private Process server;

    @BeforeEach
    void unpack() throws Exception {
        var archive = newestArchive();
        run("tar", "--extract", "--file", archive.toAbsolutePath().toString(), "-C", folder.toString());
        home = folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
        launcher = home.resolve("bin/chancery");
        var tools = Files.createDirectory(folder.resolve("tools"));
        for (var tool : TOOLS) Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
        port = freePort();
    }

    @AfterEach
    void stop() {
        if (server != null) server.destroyForcibly();
    }

    @Test
    @DisplayName("starts without a JDK, from its AOT cache, issues a token, and stops on SIGTERM")
    void issues_a_token() throws Exception {
        var classes = folder.resolve("classes.log");

        start("-Xlog:class+load:file=" + classes);
        var answer = token();
        server.destroy();

        assertThat(answer).contains("\"access_token\"");
        assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(classes)).contains("dev.chancery.Main source: shared objects file");
        assertThat(said()).doesNotContain(SECRET);
    }

    @Test
    @DisplayName("runs the classes of a jar that was replaced, not those in the cache")
    void notices_a_replaced_jar() throws Exception {
        Files.write(home.resolve("lib/chancery.jar"), new byte[] {0}, StandardOpenOption.APPEND);
        var classes = folder.resolve("classes.log");

        start("-Xlog:class+load:file=" + classes);

        assertThat(said()).contains("starting without it");
        assertThat(Files.readString(classes)).doesNotContain("dev.chancery.Main source: shared objects file");
    }

    @Test
    @DisplayName("knows its version: that of its archive")
    void version() throws Exception {
        var asked = new ProcessBuilder(launcher.toString(), "--version").start();

        assertThat(asked.inputReader().lines())
                .containsExactly(home.getFileName().toString().replaceAll("chancery-(.+)-linux-x64", "chancery $1"));
        assertThat(asked.waitFor()).isZero();
    }

    @Test
    @DisplayName("starts through a symbolic link")
    void starts_through_a_link() throws Exception {
        launcher = Files.createSymbolicLink(folder.resolve("chancery"), launcher);

        start("");

        assertThat(token()).contains("\"access_token\"");
    }

    private void start(String javaOptions) throws Exception {
        var builder = new ProcessBuilder(launcher.toString(), "start")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", folder.resolve("tools").toString());
        environment.put("CHANCERY_JAVA_OPTS", javaOptions);
        environment.put("CHANCERY_HTTP_PORT", Integer.toString(port));
        environment.put("CHANCERY_MANAGEMENT_PORT", "0");
        environment.put("CHANCERY_BOOTSTRAP_CLIENT_ID", "first");
        environment.put("CHANCERY_BOOTSTRAP_CLIENT_SECRET", SECRET);
        server = builder.start();
        while (!listens())
            assertThat(server.waitFor(50, TimeUnit.MILLISECONDS)).as(said()).isFalse();
    }

    private boolean listens() {
        try {
            return send(HttpRequest.newBuilder(uri("/realms/master"))) != null;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String token() throws IOException {
        var basic = Base64.getEncoder()
                .encodeToString(("first:" + SECRET.replace(' ', '+')).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(uri("/realms/master/protocol/openid-connect/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    }

    private static String send(HttpRequest.Builder request) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private static Path newestArchive() throws IOException {
        try (var archives = Files.newDirectoryStream(Path.of("dist"), "*.tar.gz")) {
            Path newest = null;
            for (var archive : archives)
                if (newest == null
                        || Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(newest)) > 0)
                    newest = archive;
            assertThat(newest).as("an archive made by make dist").isNotNull();
            return newest;
        }
    }

    private static Path onPath(String tool) {
        for (var part : System.getenv("PATH").split(":", -1)) {
            var candidate = Path.of(part, tool);
            if (Files.isExecutable(candidate)) return candidate;
        }
        throw new AssertionError(tool + " is not on the path");
    }

    /// None of those that the system hands out: another test could be given it meanwhile.
    private static int freePort() {
        while (true) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
