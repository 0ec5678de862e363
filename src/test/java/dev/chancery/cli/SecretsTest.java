package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.SettableClock;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("One secret of a client, from the command line")
class SecretsTest {
    private final SettableClock clock = new SettableClock("2026-11-22T12:00:00Z");
    private final TestServer server = new TestServer(Dialect.SQLITE, clock);

    @TempDir
    private Path home;

    private TestProgram program;
    private TestClient client;

    @BeforeEach
    void signIn() {
        server.start();
        program = new TestProgram(home).at(clock).with("CHANCERY_CLI_PASSWORD", TestServer.PASSWORD);
        program.run("login", "--server", server.url()).expect(0);
        client = server.client("master", Map.of("clientId", "reports"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private TestProgram.Ended run(String command, String... more) {
        var words = new ArrayList<>(List.of("client", command, "reports"));
        words.addAll(List.of(more));
        return program.run(words.toArray(String[]::new));
    }

    private TestClient with(String secret) {
        return new TestClient("master", client.id(), "reports", secret);
    }

    private List<String> advice() {
        return run("secrets").expect(0).lines().stream()
                .dropWhile(line -> line.matches("(ID|[\\w-]{20,}) .*"))
                .toList();
    }

    @Test
    @DisplayName("add-secret prints it this once; the one before goes on working")
    void add() {
        var added = run("add-secret", "--name", "pipeline", "--expires-at", "2026-11-22T13:00:00Z", "--output", "json")
                .expect(0)
                .json();
        var secret = added.path("secret").asString();

        server.token(with(secret)).expect(200);
        server.token(client).expect(200);
        assertThat(run("secrets").expect(0).out())
                .contains("pipeline", "2026-11-22T13:00:00Z")
                .doesNotContain(secret);
        assertThat(run("add-secret", "--name", "other").expect(0).lines())
                .hasSize(4)
                .anyMatch(line -> line.matches("secret +cs_\\w+"));
    }

    @Test
    @DisplayName("revoke-secret ends that one alone")
    void revoke() {
        var added = run("add-secret", "--name", "pipeline", "--output", "json").json();

        assertThat(run("revoke-secret", added.path("id").asString()).expect(0).out())
                .isEmpty();

        server.token(with(added.path("secret").asString())).expect(401);
        server.token(client).expect(200);
        assertThat(run("revoke-secret", "no such").line(1)).contains("no such secret");
    }

    @Test
    @DisplayName("what cannot be is refused in one line")
    void refused() {
        assertThat(run("add-secret").line(2)).contains("--name");
        assertThat(run("add-secret", "--name", "x", "--expires-at", "soon").line(1))
                .contains("2030-01-31T12:00:00Z");
        assertThat(run("revoke-secret").line(2)).contains("SECRET");
    }

    @Test
    @DisplayName("secrets says whether an older secret is still used, and how to end it when it is not")
    void still_used() {
        clock.advance(Duration.ofSeconds(10));
        run("add-secret", "--name", "next").expect(0);
        server.reportUsage();
        assertThat(advice()).first().asString().matches("Whether \\w+ is still used is not known yet: ask again\\.");

        clock.advance(Duration.ofSeconds(10));
        server.reportUsage();
        var said = advice();
        assertThat(said).hasSize(2).last().isEqualTo("Use is complete up to 2026-11-22T12:00:20Z.");
        assertThat(said.getFirst())
                .matches(
                        "\\w+ has not been used from 2026-11-22T12:00:10Z, when next was made, to 2026-11-22T12:00:20Z\\."
                                + " To end it: chancery client revoke-secret reports \\S+ --realm master");

        server.token(client).expect(200);
        server.reportUsage();
        assertThat(advice()).first().asString().matches("\\w+ is still used, last at 2026-11-22T12:00:20Z: keep it\\.");

        server.anotherNodeReported(clock.instant().minusSeconds(60));
        assertThat(advice()).last().isEqualTo("Use is not fully known: a node has not reported.");
    }

    @Test
    @DisplayName("the command that secrets names ends the secret")
    void ends() {
        clock.advance(Duration.ofSeconds(10));
        run("add-secret", "--name", "next").expect(0);
        clock.advance(Duration.ofSeconds(10));
        server.reportUsage();
        var command = advice().getFirst().replaceAll(".*: chancery ", "");

        program.run(command.split(" ", -1)).expect(0);

        server.token(client).expect(401);
        assertThat(advice()).containsExactly("Use is complete up to 2026-11-22T12:00:20Z.");
    }
}
