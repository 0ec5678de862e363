package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.Setting;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import dev.chancery.db.TestDatabases;
import dev.chancery.guess.Guess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("master-key rotate: everything is sealed anew, and everything goes on working")
class RotateMasterKeyTest {
    private static final String OLD = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @TempDir
    private Path temp;

    private Path data;
    private Path key;
    private TestProgram program;
    private TestServer.TestClient hashed;
    private TestServer.TestClient recoverable;
    private String token;
    private Phone phone;
    private Iterator<String> recoveryCodes;

    @BeforeEach
    void folder() {
        data = temp.resolve("data");
        key = data.resolve("master.key");
        program = new TestProgram(temp).with("CHANCERY_DATA_DIR", data.toString());
    }

    private TestServer server() {
        return new TestServer()
                .with(Setting.DATA_DIR, data.toString())
                .with(Setting.PUBLIC_URL, "https://id.example.com")
                .start();
    }

    private void live(TestServer server) {
        hashed = server.client("master");
        recoverable = server.client("master", Map.of("secretStorage", "recoverable"));
        token = server.token(hashed).text("access_token");
        phone = Phone.of(server, "master", Residents.of(server).user("master", "ada"));
        recoveryCodes = phone.recoveryCodes.iterator();
    }

    private void assertAllWorks(TestServer server) {
        server.token(hashed).expect(200);
        server.token(recoverable).expect(200);
        OfflineTest.assertActive(server, hashed, token);
        var path = "/api/clients/" + recoverable.clientId() + "/secrets";
        var secrets = (List<?>) server.api("GET", path, null).expect(200).get("content");
        var id = ((Map<?, ?>) secrets.getFirst()).get("id");
        assertThat(server.api("GET", path + "/" + id + "/value", null)
                        .expect(200)
                        .text("secret"))
                .isEqualTo(recoverable.secret());
        assertThat(phone.at(server).check(phone.wrongCode())).isInstanceOf(Guess.Wrong.class);
        assertThat(phone.at(server).recover(recoveryCodes.next())).isInstanceOf(Guess.Right.class);
    }

    @Test
    @DisplayName("with a key file: a new file, the former one beside it, twice over")
    void file() throws IOException {
        try (var server = server()) {
            live(server);
        }
        for (var round = 0; round < 2; round++) {
            var former = Files.readString(key);
            assertThat(program.run("master-key", "rotate").expect(0).out())
                    .contains("master.key.")
                    .doesNotContain(former.strip(), Files.readString(key).strip());

            assertThat(key).exists();
            assertThat(Files.readString(key)).isNotEqualTo(former);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(data.resolve("master.key.next")).doesNotExist();
            try (var files = Files.list(data)) {
                assertThat(files.filter(file -> file.getFileName().toString().matches("master\\.key\\.[0-9a-f]{8}")))
                        .hasSize(round + 1);
            }
            assertThat(program.with("CHANCERY_MASTER_KEY", former)
                            .run("verify-audit")
                            .line(2))
                    .contains("not the one");
            program = new TestProgram(temp).with("CHANCERY_DATA_DIR", data.toString());
            assertThat(Audit.of(data).texts("""
                            SELECT DISTINCT substr(text, 4, 8) FROM
                            (SELECT sealed_private AS text FROM signing_key UNION SELECT sealed FROM client_secret
                              WHERE sealed IS NOT NULL UNION SELECT sealed_seed FROM totp UNION SELECT value FROM instance
                              WHERE name = 'key-check' OR name LIKE 'master-key/%')""")).hasSize(1);
            program.run("verify-audit").expect(0);
            try (var server = server()) {
                assertAllWorks(server);
            }
        }
        assertThat(Audit.of(data).texts("SELECT actor FROM audit_entry WHERE kind = 'key.master_rotated'"))
                .containsExactly("operator", "operator");
    }

    @Test
    @DisplayName(
            "cut short before or after everything was sealed anew: the server starts, and the command completes it")
    void cut_short() throws IOException {
        try (var server = server()) {
            live(server);
        }
        Files.writeString(data.resolve("master.key.next"), OLD);
        Files.setPosixFilePermissions(data.resolve("master.key.next"), PosixFilePermissions.fromString("rw-------"));
        try (var server = server()) {
            assertAllWorks(server);
        }
        program.run("master-key", "rotate").expect(0);
        assertThat(key).hasContent(OLD);

        Files.move(key, data.resolve("master.key.next"));
        try (var files = Files.list(data)) {
            Files.move(
                    files.filter(file -> file.getFileName().toString().matches("master\\.key\\.[0-9a-f]{8}"))
                            .findFirst()
                            .orElseThrow(),
                    key);
        }
        try (var server = server()) {
            assertAllWorks(server);
        }
        program.run("master-key", "rotate").expect(0);
        assertThat(key).hasContent(OLD);
        try (var server = server()) {
            assertAllWorks(server);
        }
    }

    @Test
    @DisplayName("with a key from the settings, on PostgreSQL: it says what to set, and then does it")
    void setting() {
        var url = TestDatabases.postgresUrl();
        try (var server = postgres(url, OLD, "")) {
            live(server);
        }
        var told = program(url, OLD, "").run("master-key", "rotate").expect(0).out();
        var fresh = told.replaceAll("(?s).*CHANCERY_MASTER_KEY=([\\w-]{43})\n.*", "$1");
        assertThat(told).contains("Nothing has changed yet").doesNotContain(OLD);

        try (var server = postgres(url, fresh, OLD)) {
            assertAllWorks(server);
        }
        program(url, fresh, OLD).run("master-key", "rotate").expect(0);
        assertThat(program(url, OLD, "").run("verify-audit").line(2)).contains("not the one");
        program(url, fresh, "").run("verify-audit").expect(0);
        try (var server = postgres(url, fresh, "")) {
            assertAllWorks(server);
        }
    }

    private TestProgram program(String url, String master, String previous) {
        return new TestProgram(temp)
                .with("CHANCERY_DATA_DIR", data.toString())
                .with("CHANCERY_DATABASE_URL", url)
                .with("CHANCERY_MASTER_KEY", master)
                .with("CHANCERY_PREVIOUS_MASTER_KEYS", previous);
    }

    private TestServer postgres(String url, String master, String previous) {
        return new TestServer(Dialect.POSTGRES, InstantSource.system())
                .with(Setting.DATA_DIR, data.toString())
                .with(Setting.DATABASE_URL, url)
                .with(Setting.MASTER_KEY, master)
                .with(Setting.PREVIOUS_MASTER_KEYS, previous)
                .with(Setting.PUBLIC_URL, "https://id.example.com")
                .start();
    }
}
