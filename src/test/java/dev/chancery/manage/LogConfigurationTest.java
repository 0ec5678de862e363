package dev.chancery.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log of a server")
@Timeout(value = 1, unit = MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogConfigurationTest {
    private static final String OWN = """
            <configuration>
              <appender name="own" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>OWN %logger %msg%n</pattern></encoder>
              </appender>
              <logger name="access" level="INFO"/>
              <root level="WARN"><appender-ref ref="own"/></root>
            </configuration>
            """;

    @TempDir
    private Path folder;

    private Path own;

    @BeforeEach
    void write() throws IOException {
        own = Files.writeString(Files.createDirectory(folder.resolve("own")).resolve("logback.xml"), OWN);
    }

    @Test
    @DisplayName("is JSON lines unless something else is said")
    void shipped() throws Exception {
        assertThat(firstLine(List.of(), classPath())).startsWith("{\"time\":");
    }

    @Test
    @DisplayName("is as the file that logback.configurationFile names says")
    void named_file() throws Exception {
        assertThat(firstLine(List.of("-Dlogback.configurationFile=" + own), classPath()))
                .isEqualTo("OWN access answered");
    }

    @Test
    @DisplayName("is as a logback.xml on the class path says")
    void on_the_class_path() throws Exception {
        assertThat(firstLine(List.of(), own.getParent() + File.pathSeparator + classPath()))
                .isEqualTo("OWN access answered");
    }

    /// Without the configuration of the tests.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Files.exists(Path.of(entry, "logback-test.xml")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// What a server logs of its first request.
    private String firstLine(List<String> options, String classPath) throws Exception {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Main.class.getName(), "start"));
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "CHANCERY_DATA_DIR", folder.resolve("data").toString(),
                        "CHANCERY_HTTP_PORT", "0",
                        "CHANCERY_MANAGEMENT_PORT", "0",
                        "CHANCERY_ACCESS_LOG", "on"));
        var server = builder.start();
        try (var out = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
                var err = new BufferedReader(new InputStreamReader(server.getErrorStream(), UTF_8));
                var client = HttpClient.newHttpClient()) {
            var said = Objects.requireNonNull(out.readLine());
            var url = URI.create(said.substring(said.indexOf("http://")));
            client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.discarding());
            return Objects.requireNonNull(err.readLine());
        } finally {
            server.destroyForcibly().waitFor();
        }
    }
}
