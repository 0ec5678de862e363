package dev.chancery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Setting;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R-28 what is wrong with a start is told in one line, and ends with 2")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a start that is not refused serves for ever
class BadSettingsTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @TempDir
    private Path temp;

    private Path data;

    @BeforeEach
    void folder() {
        data = temp.resolve("data");
    }

    private TestProgram program() {
        return new TestProgram(temp)
                .with("CHANCERY_DATA_DIR", data.toString())
                .with("CHANCERY_HTTP_PORT", "0")
                .with("CHANCERY_MANAGEMENT_PORT", "0");
    }

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("settings that cannot be right are refused before anything is opened, by config check likewise")
    @CsvSource(textBlock = """
                    CHANCERY_HTP_PORT, 8080, CHANCERY_HTP_PORT
                    CHANCERY_CONFIG, /nowhere/at/all, settings file
                    CHANCERY_CONFIG, /, settings file
                    CHANCERY_HTTP_PORT, eighty, http-port
                    CHANCERY_HTTP_PORT, -1, http-port
                    CHANCERY_HTTP_PORT, 65536, http-port
                    CHANCERY_MANAGEMENT_PORT, 9e3, management-port
                    CHANCERY_BIND, 0.0.0.0, public-url
                    CHANCERY_BIND, '::', public-url
                    CHANCERY_BIND, no.such.host.invalid, bind
                    CHANCERY_PUBLIC_URL, id.example.com, public-url
                    CHANCERY_PUBLIC_URL, ftp://id.example.com, public-url
                    CHANCERY_PUBLIC_URL, https://id.example.com?a=b, public-url
                    CHANCERY_PUBLIC_URL, https://u:hunter2@id.example.com, public-url
                    CHANCERY_PUBLIC_URL, https://id example com, public-url
                    CHANCERY_PATH_ALIASES, auth, path-aliases
                    CHANCERY_PATH_ALIASES, '/auth,/', path-aliases
                    CHANCERY_TRUSTED_PROXIES, 10.0.0.0/33, trusted-proxies
                    CHANCERY_TRUSTED_PROXIES, proxy.example.com, trusted-proxies
                    CHANCERY_DATABASE_URL, jdbc:mysql://root:hunter2@localhost/x, database-url
                    CHANCERY_DATABASE_URL, jdbc:postgresql://localhost/x, master-key
                    CHANCERY_MASTER_KEY, hunter2, master-key
                    CHANCERY_PREVIOUS_MASTER_KEYS, hunter2, previous-master-keys
                    CHANCERY_TLS_KEY, key.pem, tls-certificate
                    CHANCERY_TLS_CERTIFICATE, cert.pem, tls-key
                    CHANCERY_BOOTSTRAP_CLIENT_ID, deployer, bootstrap-client-secret
                    CHANCERY_LOG_FORMAT, xml, log-format
                    CHANCERY_ACCESS_LOG, errors, access-log
                    CHANCERY_DATA_DIR, '', data-dir
                    """)
    void settings(String variable, String value, String named) {
        var program = program().with(variable, value);

        assertThat(program.run("start").line(2)).contains(named).doesNotContain("hunter2");
        assertThat(program.run("config", "check").line(2)).contains(named);
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a settings file with something unknown or malformed in it")
    @CsvSource({
        "htp-port=1, htp-port",
        "bind=\\u12, settings file",
        "http-port=x, http-port",
        "data-dir=\\u0000, data-dir"
    })
    void file(String text, String named) throws IOException {
        var file = Files.writeString(temp.resolve("settings"), text);
        var program = new TestProgram(temp).with("CHANCERY_CONFIG", file.toString());

        assertThat(program.run("config", "check").line(2)).contains(named);
    }

    @ParameterizedTest(name = "{0}={1}")
    @DisplayName("a first administrator or client as nobody may be; the next start makes a right one")
    @CsvSource({
        "CHANCERY_BOOTSTRAP_ADMIN_PASSWORD, short, password",
        "CHANCERY_BOOTSTRAP_ADMIN_USERNAME, 'a\u0007b', username",
        "CHANCERY_BOOTSTRAP_CLIENT_SECRET, short, secret",
        "CHANCERY_BOOTSTRAP_CLIENT_SECRET, a secret that is short of 32 ch, openssl rand"
    })
    void bootstrap(String variable, String value, String named) {
        var program = program()
                .with("CHANCERY_BOOTSTRAP_CLIENT_ID", "deployer")
                .with("CHANCERY_BOOTSTRAP_CLIENT_SECRET", "long enough to be the secret of a client")
                .with(variable, value);
        assertThat(program.run("start").line(2)).contains(named).doesNotContain("short");

        try (var server =
                new TestServer().with(Setting.DATA_DIR, data.toString()).start()) {
            assertThat(server.adminToken()).isNotEmpty();
        }
    }

    @Test
    @DisplayName("a port in use, before a first administrator's password is drawn that nobody would see")
    void port_in_use() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            assertThat(program().run("start", "--http-port", port).line(2)).contains(port);
        }
        try (var server =
                new TestServer().with(Setting.DATA_DIR, data.toString()).start()) {
            assertThat(server.server().administrator()).isPresent();
        }
    }

    @Test
    @DisplayName("an address that is not this machine's")
    void foreign_address() {
        var program = program().with("CHANCERY_PUBLIC_URL", "https://id.example.com");

        assertThat(program.run("start", "--bind", "203.0.113.1").line(2)).contains("203.0.113.1");
    }

    @Test
    @DisplayName("TLS files that are missing or hold something else")
    void tls() throws IOException {
        var rubbish = Files.writeString(temp.resolve("rubbish.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
        for (var path : new String[] {rubbish.toString(), "/nowhere.pem"}) {
            var program = program().with("CHANCERY_TLS_CERTIFICATE", path).with("CHANCERY_TLS_KEY", path);
            assertThat(program.run("start").line(2)).contains(path);
            assertThat(program.run("config", "check").line(2)).contains(path);
        }
    }

    @Test
    @DisplayName("a data folder that is a file, cannot be made, or is open to everyone")
    void data_folder() throws IOException {
        Files.createFile(data);
        assertThat(program().run("start").line(2)).contains("CHANCERY_DATA_DIR");
        assertThat(program().run("start", "--data-dir", "/proc/chancery").line(2))
                .contains("CHANCERY_DATA_DIR");

        Files.delete(data);
        Files.createDirectory(data);
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(program().run("start").line(2)).contains("chmod");
    }

    @Test
    @DisplayName("a database that is none, and a PostgreSQL that is not there")
    void database() throws IOException {
        Files.createDirectory(data);
        Files.writeString(data.resolve("chancery.db"), "my thesis, only copy");
        assertThat(program().run("start").line(2)).contains("not a SQLite database");

        var postgres = program()
                .with("CHANCERY_DATABASE_URL", "jdbc:postgresql://localhost:1/x?password=hunter2")
                .with("CHANCERY_MASTER_KEY", KEY);
        assertThat(postgres.run("start").line(2)).contains("localhost:1").doesNotContain("hunter2");

        postgres.with("CHANCERY_DATABASE_URL", "postgresql://u:hunter2@localhost:1/x");
        assertThat(postgres.run("start").line(2)).contains("localhost:1").doesNotContain("hunter2");
        assertThat(postgres.run("config", "check").expect(0).out())
                .contains("localhost:1")
                .doesNotContain("hunter2");
        postgres.with("CHANCERY_DATABASE_URL", "mysql://u:hunter2@localhost:1/x");
        assertThat(postgres.run("start").line(2)).contains("postgresql://").doesNotContain("hunter2");
    }

    @Test
    @DisplayName("a master key that is not the one of the database, is malformed, or is open to others")
    void master_key() throws IOException {
        new TestServer().with(Setting.DATA_DIR, data.toString()).start().close();
        var file = data.resolve("master.key");
        var right = Files.readString(file);

        assertThat(program().with("CHANCERY_MASTER_KEY", KEY).run("start").line(2))
                .contains("master key")
                .doesNotContain(KEY);
        Files.write(file, KEY.getBytes(UTF_8));
        assertThat(program().run("start").line(2)).contains("master key").doesNotContain(KEY);
        Files.writeString(file, "rubbish");
        assertThat(program().run("start").line(2)).contains("master key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(program().run("start").line(2)).contains("chmod 600");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(file, right);
        new TestServer().with(Setting.DATA_DIR, data.toString()).start().close();
    }

    @Test
    @DisplayName("R-27 a second server on the folder of one that runs, and offline commands there")
    void second_server() {
        try (var _ = new TestServer().with(Setting.DATA_DIR, data.toString()).start()) {
            for (var command : new String[] {"start", "recover-admin", "verify-audit"})
                assertThat(program().run(command).line(2)).contains("Another Chancery server");
            assertThat(program().run("master-key", "rotate").line(2)).contains("Another Chancery server");
        }
    }
}
