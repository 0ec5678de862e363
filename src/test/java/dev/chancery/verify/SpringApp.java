package dev.chancery.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.TestServer.TestClient;
import dev.chancery.ToolBox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The application and resource server of `verify/spring` at work, with the settings that its people would give it.
final class SpringApp implements AutoCloseable {
    private static final Path JAR = Path.of("target", "spring", "app.jar");
    private static final String CLIENT = "--spring.security.oauth2.client.";
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final String url;

    SpringApp(List<String> settings) throws IOException {
        ToolBox.require(JAR);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-XX:TieredStopAtLevel=1", "-Xmx128m", "-jar", JAR.toString());
        var where = List.of("--server.port=0", "--server.address=127.0.0.1");
        process = new ProcessBuilder(Stream.of(command, where, settings)
                        .flatMap(List::stream)
                        .toList())
                .redirectErrorStream(true)
                .start();
        url = "http://127.0.0.1:" + startedPort();
    }

    /// Where tokens come from: all that the resource server needs, and that people are sent to.
    static List<String> issuer(String issuer) {
        return List.of(
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer,
                CLIENT + "provider.chancery.issuer-uri=" + issuer);
    }

    /// One way for people to sign in. Without a secret it is a public client.
    static List<String> login(String registration, TestClient client) {
        var one = CLIENT + "registration." + registration + ".";
        return List.of(
                one + "provider=chancery",
                one + "client-id=" + client.clientId(),
                client.secret().isEmpty()
                        ? one + "client-authentication-method=none"
                        : one + "client-secret=" + client.secret(),
                one + "scope=openid,profile,email");
    }

    private String startedPort() throws IOException {
        var log = new StringBuilder();
        var reader = process.inputReader(UTF_8);
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            log.append(line).append('\n');
            var started = STARTED.matcher(line);
            if (started.find()) return started.group(1);
        }
        throw new IllegalStateException("it did not start:\n" + log);
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
