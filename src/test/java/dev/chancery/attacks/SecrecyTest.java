package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.chancery.Residents;
import dev.chancery.Setting;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.StartRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("SE Secrets stay secret")
class SecrecyTest {
    private static final String CANARY = "canary-password-4711";

    @Test
    @DisplayName(
            "SE-01 secrets and hashes are compared in constant time: no other comparison of bytes is in the sources, but for files")
    void constant_time() throws IOException {
        var elsewhere = Pattern.compile("Arrays\\.equals\\(|ByteBuffer\\.wrap\\([^)]*\\)\\.equals");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.map(Path::toString)
                    .filter(file -> file.endsWith(".java") && !file.contains("/db/"))
                    .toList())
                assertThat(Files.readString(Path.of(file))).as(file).doesNotContainPattern(elsewhere);
        }
        for (var kept : List.of("SecretHash", "TokenHash"))
            assertThat(Files.readString(Path.of("src/main/java/dev/chancery/crypto/" + kept + ".java")))
                    .contains("MessageDigest.isEqual(");
    }

    @Test
    @DisplayName(
            "SE-02, SE-03, SE-10, CA-14 neither database, log nor answer holds a secret, a password, a token or a private key")
    void canaries() {
        var log = new ListAppender<ILoggingEvent>();
        var ours = (Logger) LoggerFactory.getLogger("dev.chancery");
        var level = ours.getLevel();
        log.start();
        ours.addAppender(log);
        ours.setLevel(Level.TRACE);
        var server = new TestServer().start();
        try (server) {
            var canaries = used(server);
            assertThat(Residents.of(server).dump()).doesNotContain(canaries).doesNotContain("BEGIN PRIVATE", "\"d\":");
            assertThat(text(log)).doesNotContain(canaries);
        } finally {
            ours.setLevel(level);
            ours.detachAppender(log);
        }
    }

    /// Everything that is secret, after it has been used rightly and wrongly.
    private static List<String> used(TestServer server) {
        Residents.of(server).user("master", "canary");
        var client = server.client(
                "master",
                Map.of("secretStorage", "recoverable", "grantTypes", List.of("client_credentials", "password")));
        var token = server.token(client).expect(200).text("access_token");
        var wrong = new TestClient("master", client.id(), client.clientId(), "canary-secret-0815");
        server.token(wrong).expect(401);
        var realm = new Protocol(server, "master");
        realm.raw("token?client_secret=canary-secret-0816", "grant_type=client_credentials")
                .expect(400);
        realm.basic("token", TestServer.basic("x", "canary-secret-0817"), "grant_type=a&grant_type=b");
        realm.introspect(client, token).expect(200);
        realm.introspect(wrong, token).expect(401);
        realm.revoke(client, token).expect(200);
        server.api(token, "GET", "/api/clients", null).expect(401);
        var person = Map.of("grant_type", "password", "username", "canary");
        server.token(client, with(person, Residents.PASSWORD)).expect(200);
        server.token(client, with(person, CANARY)).expect(400);
        typedAsNames(server, client);
        var rotated = server.api("POST", "/api/clients/" + client.id() + "/rotate-secret", null)
                .text("clientSecret");
        return List.of(
                client.secret(),
                rotated,
                token,
                token.substring(token.lastIndexOf('.')),
                Residents.PASSWORD,
                CANARY,
                TestServer.PASSWORD,
                "canary-secret-08",
                server.adminToken());
    }

    /// Secrets in the place of names: id and secret swapped, a password in the field of the name.
    private static void typedAsNames(TestServer server, TestClient client) {
        var realm = new Protocol(server, "master");
        for (var secret : List.of(client.secret(), "canary-secret-0818")) {
            realm.basic("token", TestServer.basic(secret, client.clientId()), "grant_type=client_credentials")
                    .expect(401);
            realm.raw("token", "grant_type=client_credentials&client_secret=x&client_id=" + client.secret())
                    .expect(401);
            realm.basic("token", TestServer.basic(secret, "x"), "client_id=y&grant_type=" + client.secret())
                    .expect(400);
        }
        server.token(client, Map.of("grant_type", client.secret())).expect(400);
        server.token(client, Map.of("scope", client.secret())).expect(400);
        for (var password : List.of(Residents.PASSWORD, CANARY)) {
            var form = Map.of("grant_type", "password", "username", password, "password", "canary");
            for (var i = 0; i < 7; i++) server.token(client, form).expect(400);
        }
        server.api("GET", "/api/realms/master/failures", null).expect(200); // writes down what waits
    }

    @Test
    @DisplayName("SE-04 with the database gone: 503 with a way to try again, and nothing about the inside")
    void nothing_inside() {
        var server = new TestServer().start();
        try (server) {
            var client = server.client("master");
            var token = server.token(client).expect(200).text("access_token");
            server.api("GET", "/api/realms", null).expect(200);
            Residents.of(server).database().close();
            var answers = new ArrayList<>(List.of(
                    server.api("PATCH", "/api/clients/" + client.id(), Map.of("name", "x")),
                    server.api("POST", "/api/realms", Map.of("name", "never")),
                    new Protocol(server, "master").revoke(client, token),
                    server.token(new TestClient("master", "", client.clientId(), "wrong"))));
            for (var answer : answers) {
                assertThat(answer.status()).as(answer.body()).isIn(401, 503);
                assertThat(answer.body() + answer.response().headers().map())
                        .doesNotContainPattern("(?i)exception|sqlite|jdbc|select |\tat |dev\\.chancery|jetty|/tmp");
            }
        }
    }

    @Test
    @DisplayName("SE-07 what looks like a reference to a setting is kept and shown as it was written")
    void literal() {
        var server = new TestServer().start();
        try (server) {
            for (var text :
                    List.of("${env.HOME}", "${sys:user.home}", "$(id)", "#{7*7}", "{{7*7}}", "${jndi:ldap://x}")) {
                var client = server.client("master", Map.of("name", text, "description", text));
                var shown =
                        server.api("GET", "/api/clients/" + client.id(), null).expect(200);
                assertThat(shown.json()).containsEntry("name", text).containsEntry("description", text);
            }
        }
    }

    @Test
    @DisplayName("SE-10 with another master key the server does not start, and says so in one line")
    void wrong_master_key() {
        var server = new TestServer().with(Setting.MASTER_KEY, "11".repeat(32)).start();
        server.close();

        assertThatThrownBy(
                        () -> server.with(Setting.MASTER_KEY, "22".repeat(32)).start())
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("master key")
                .hasMessageNotContaining("2222")
                .hasMessageNotContaining("\n");
        server.with(Setting.MASTER_KEY, "11".repeat(32)).start();
        server.close();
    }

    @Test
    @DisplayName(
            "SE-11 ids and secrets carry at least 122 random bits: no two alike among 20,000, ones as often as zeros")
    void randomness() {
        for (Supplier<String> source :
                List.<Supplier<String>>of(RandomToken::uuid, RandomToken::clientSecret, () -> RandomToken.base62(24))) {
            var seen = new HashSet<String>();
            for (var i = 0; i < 20_000; i++) assertThat(seen.add(source.get())).isTrue();
        }
        var bits = BitSet.valueOf(RandomToken.bytes(1 << 20));
        assertThat(bits.cardinality()).isBetween((1 << 22) - 10_000, (1 << 22) + 10_000);
    }

    private static Map<String, String> with(Map<String, String> form, String password) {
        var all = new HashMap<>(form);
        all.put("password", password);
        return all;
    }

    private static String text(ListAppender<ILoggingEvent> log) {
        var text = new StringBuilder();
        for (var event : List.copyOf(log.list)) {
            text.append(event.getFormattedMessage())
                    .append(event.getMDCPropertyMap())
                    .append('\n');
            if (event.getThrowableProxy() != null) text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return text.toString();
    }
}
