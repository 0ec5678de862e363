package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.admin.Actor;
import dev.chancery.db.Contention;
import dev.chancery.db.Dialect;
import dev.chancery.db.TestDatabases;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Nodes on one PostgreSQL that act at the same moment")
class NodesTest {
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String NEXT_KEY = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

    @TempDir
    private Path temp;

    private final String url = TestDatabases.postgresUrl();
    private final Contention contention = new Contention(url);
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        callers.close();
    }

    @Test
    @DisplayName("two that start for the first time both serve: one makes the administrator, the other finds them")
    void first_start() throws Exception {
        var starts = new ArrayList<Future<TestServer>>();
        contention.meanwhile("LOCK TABLE realm IN SHARE MODE", 2, () -> {
            for (var node = 0; node < 2; node++) starts.add(callers.submit(() -> node().start()));
            return "COMMIT";
        });
        try (var one = starts.getFirst().get();
                var other = starts.getLast().get()) {
            assertThat(one.server().administrator().isPresent())
                    .isNotEqualTo(other.server().administrator().isPresent());
            one.api("GET", "/api/realms", null).expect(200);
            other.api("GET", "/api/realms", null).expect(200);
        }
    }

    @Test
    @DisplayName("a password that is reset while its holder signs in with the former one stays reset")
    void rehash() throws Exception {
        // the reference implementation's hash of "password"
        var weak = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        // of another, with another salt
        var reset = "$argon2id$v=19$m=65536,t=2,p=1$ZGlmZnNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        try (var server = node().start()) {
            TestDatabases.execute(url, "UPDATE credential SET secret = '" + weak + "'");
            var signingIn = new ArrayList<Future<Answer>>();
            contention.meanwhile("UPDATE credential SET secret = '" + reset + "'", 1, () -> {
                signingIn.add(callers.submit(() -> server.tokenRequest(
                        "master",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", TestServer.ADMIN,
                                "password", "password"))));
                return "COMMIT";
            });
            signingIn.getFirst().get().expect(400);

            assertThat(contention.text("SELECT secret FROM credential")).isEqualTo(reset);

            TestDatabases.execute(url, "UPDATE credential SET secret = '" + weak + "'");
            server.userToken("master", "admin-cli", TestServer.ADMIN, "password");
            assertThat(contention.text("SELECT secret FROM credential"))
                    .as("left alone")
                    .startsWith("$argon2id$v=19$m=19456,");
        }
    }

    @Test
    @DisplayName("SE-10 a recoverable secret that is revoked while everything is sealed anew stays forgotten")
    void reseal() throws Exception {
        try (var server = node().start()) {
            server.client("master", Map.of("secretStorage", "recoverable"));
        }
        var program = new TestProgram(temp)
                .with("CHANCERY_DATA_DIR", temp.resolve("node").toString())
                .with("CHANCERY_DATABASE_URL", url)
                .with("CHANCERY_MASTER_KEY", NEXT_KEY)
                .with("CHANCERY_PREVIOUS_MASTER_KEYS", KEY);
        var rotation = new ArrayList<Future<TestProgram.Ended>>();
        contention.meanwhile("UPDATE client_secret SET sealed = NULL", 1, () -> {
            rotation.add(callers.submit(() -> program.run("master-key", "rotate")));
            return "COMMIT";
        });
        rotation.getFirst().get().expect(0);

        assertThat(contention.text("SELECT count(*) FROM client_secret WHERE sealed IS NOT NULL"))
                .isEqualTo("0");
    }

    @Test
    @DisplayName("AD-24 the trail is whole while lines are added to it")
    void verify() throws Exception {
        try (var server = node().start()) {
            var house = server.server().house;
            var master = house.realms.find(Realm.MASTER).orElseThrow();
            var verified = new ArrayList<Future<Iterable<String>>>();
            house.db.writes(tx -> {
                tx.execute("LOCK TABLE change_head IN ACCESS EXCLUSIVE MODE");
                verified.add(callers.submit(() -> server.verifyAudit().faults()));
                contention.await("SELECT chain_hash%", 1);
                house.trail.append(Actor.operator("x"), master.id(), Event.REALM_UPDATED, "x", null, null);
            });

            assertThat(verified.getFirst().get()).isEmpty();
            assertThat(server.verifyAudit().faults()).isEmpty();
        }
    }

    private TestServer node() {
        return new TestServer(Dialect.POSTGRES, InstantSource.system())
                .with(Setting.DATA_DIR, temp.resolve("node").toString())
                .with(Setting.DATABASE_URL, url)
                .with(Setting.MASTER_KEY, KEY);
    }
}
