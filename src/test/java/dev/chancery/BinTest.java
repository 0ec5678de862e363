package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.admin.Actor;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("The bin is emptied of what has lain in it for 30 days")
class BinTest {
    private static final Actor SERVER = Actor.operator("this server");

    @Parameter(0)
    private TestServer server;

    @Parameter(1)
    private SettableClock clock;

    @Test
    @DisplayName("a client goes for good, with its secrets and roles, on record")
    void client() {
        var client = server.client("master");
        var account = house().clientStore
                .find(new RealmId(realmId("master")), new ClientKey(client.id()))
                .orElseThrow()
                .serviceAccount();
        var admin = house().roleStore
                .find(new RealmId(realmId("master")), "view-clients")
                .orElseThrow();
        house().db.unit(() -> house().grantRole.plant(SERVER, admin, account));
        server.api("DELETE", "/api/clients/" + client.clientId(), null).expect(204);

        purgeClients(Duration.ofDays(29));
        assertThat(count("client WHERE id = '%s'", client.id())).isOne();

        purgeClients(Duration.ofDays(31));
        assertThat(count("client WHERE id = '%s'", client.id())).isZero();
        assertThat(count("client_secret WHERE client_id = '%s'", client.id())).isZero();
        assertThat(count("role_mapping WHERE holder = '%s'", account.value())).isZero();
        assertThat(count("audit_entry WHERE kind = 'client.purged' AND subject = '%s'", client.id()))
                .isOne();
        server.api("POST", "/api/clients/" + client.id() + "/restore?realm=master", null)
                .expect(404);
    }

    @Test
    @DisplayName("a client that was restored and binned again since it was listed has another 30 days")
    void binned_again() {
        var client = server.client("master");
        server.api("DELETE", "/api/clients/" + client.clientId(), null).expect(204);
        clock.advance(Duration.ofDays(31));
        var then = clock.instant().minus(Duration.ofDays(30));
        var listed = house().clientStore.binnedBefore(then, 50).stream()
                .filter(due -> due.id().value().equals(client.id()))
                .findFirst()
                .orElseThrow();
        house().deleteClient.restore(SERVER, realm("master"), listed.id());
        server.api("DELETE", "/api/clients/" + client.clientId(), null).expect(204);

        assertThat(house().clientStore.delete(listed, then)).isFalse();
        assertThat(count("client WHERE id = '%s'", client.id())).isOne();
    }

    @Test
    @DisplayName("a realm goes for good with all that is in it, also when that is much; its trail stays")
    void realm() {
        var id = binnedRealm("large");
        people(id, 450);

        purgeRealms(Duration.ofDays(29));
        assertThat(count("person WHERE realm_id = '%s'", id)).isEqualTo(450);

        purgeRealms(Duration.ofDays(31));
        for (var table : new String[] {"client", "person", "role", "role_mapping", "client_scope", "signing_key"})
            assertThat(count(table + " WHERE realm_id = '%s'", id)).as(table).isZero();
        assertThat(count("realm WHERE id = '%s'", id)).isZero();
        for (var trail : new String[] {id, realmId("master")})
            assertThat(count(
                            "audit_entry WHERE kind = 'realm.purged' AND realm_id = '%s' AND subject = '" + id + "'",
                            trail))
                    .isOne();
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("a realm whose removal was cut short cannot be restored by half, and goes the next time")
    void cut_short() {
        var id = binnedRealm("half");
        people(id, 3);
        clock.advance(Duration.ofDays(31));
        execute("UPDATE realm SET deleted_at = 0 WHERE id = '" + id + "'");
        execute("DELETE FROM role WHERE realm_id = '" + id + "'");

        server.api("POST", "/api/realms/" + id + "/restore", null).expect(404);
        assertThat(server.api("GET", "/api/realms?deleted=true", null)
                        .expect(200)
                        .body())
                .doesNotContain(id);

        purgeRealms(Duration.ZERO);
        assertThat(count("realm WHERE id = '%s'", id)).isZero();
    }

    @Test
    @DisplayName("a realm that was restored and binned again since it was listed keeps everything")
    void realm_binned_again() {
        var id = binnedRealm("again");
        clock.advance(Duration.ofDays(31));
        var then = clock.instant().minus(Duration.ofDays(30));
        server.api("POST", "/api/realms/" + id + "/restore", null).expect(200);
        server.api("DELETE", "/api/realms/again", null).expect(204);

        assertThat(house().realmStore.condemn(new RealmId(id), then)).isFalse();
        house().deleteRealm.purge(SERVER, then, 50);

        server.api("POST", "/api/realms/" + id + "/restore", null).expect(200);
    }

    @Test
    @DisplayName("a realm that cannot be removed holds up none of those behind it")
    void stuck() {
        var stuck = binnedRealm("stuck");
        clock.advance(Duration.ofSeconds(1));
        var next = binnedRealm("next");
        execute("CREATE TABLE held (realm_id TEXT REFERENCES realm (id))");
        execute("INSERT INTO held VALUES ('" + stuck + "')");
        try {
            purgeRealms(Duration.ofDays(31));

            assertThat(count("realm WHERE id = '%s'", stuck)).isOne();
            assertThat(count("realm WHERE id = '%s'", next)).isZero();
        } finally {
            execute("DROP TABLE held");
        }
        purgeRealms(Duration.ZERO);
        assertThat(count("realm WHERE id = '%s'", stuck)).isZero();
    }

    private House house() {
        return server.server().house;
    }

    private Realm realm(String name) {
        return house().realms.find(name).orElseThrow();
    }

    private String realmId(String name) {
        return realm(name).id().value();
    }

    private String binnedRealm(String name) {
        server.realm(name);
        server.client(name);
        var id = realmId(name);
        server.api("DELETE", "/api/realms/" + name, null).expect(204);
        return id;
    }

    private void people(String realm, int number) {
        execute("""
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < %2$d)
                INSERT INTO person (id, realm_id, username, username_key, email_verified, first_name, last_name,
                                    enabled, not_before, created_at, version)
                SELECT '%1$s' || n, '%1$s', CAST(n AS TEXT), CAST(n AS TEXT), FALSE, '', '', TRUE, 0, 0, 1
                  FROM numbers""".formatted(realm, number));
    }

    private void purgeClients(Duration later) {
        house().deleteClient.purge(SERVER, then(later), 50);
    }

    private void purgeRealms(Duration later) {
        house().deleteRealm.purge(SERVER, then(later), 50);
    }

    /// As seen so much later, what was binned before is due.
    private Instant then(Duration later) {
        return clock.instant().plus(later).minus(Duration.ofDays(30));
    }

    private long count(String what, String id) {
        return house().db
                .read(tx -> tx.createQuery("SELECT count(*) FROM " + what.formatted(id))
                        .mapTo(long.class)
                        .one());
    }

    private void execute(String sql) {
        house().db.writes(tx -> tx.execute(sql));
    }
}
