package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.client.ClientFilter;
import dev.chancery.client.ClientStore;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.db.Dialect;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.PageToken;
import dev.chancery.db.Pages;
import dev.chancery.db.Totals;
import dev.chancery.group.GroupStore;
import dev.chancery.id.RealmId;
import dev.chancery.session.SessionFilter;
import dev.chancery.session.SessionStore;
import dev.chancery.user.UserFilter;
import dev.chancery.user.UserOrder;
import dev.chancery.user.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnBothDatabases
@DisplayName("D14 however a database chooses to read people and clients, it reads none that it need not")
class ChosenPlansTest {
    private static final int MANY = 24_000;

    private final TestServer server;
    private final Database db;
    private final RealmId realm;
    private final Pages pages;
    private final Plans plans;

    ChosenPlansTest(TestServer server, SettableClock clock) {
        this.server = server;
        db = Residents.of(server).database();
        realm = Residents.of(server).realm("master").id();
        pages = new Pages(new PageToken(new byte[32]), new Totals(new Changes(db), Set.of()));
        plans = new Plans(db);
    }

    /// Most are called much the same. They lie as they came, in the order of their user names and client ids.
    @BeforeEach
    void fill() {
        var people = db.read(tx ->
                tx.createQuery("SELECT count(*) FROM person").mapTo(long.class).one());
        if (people > MANY) return;
        server.client("master");
        var staff = server.api("POST", "/api/groups", Map.of("realmName", "master", "name", "staff"))
                .expect(201)
                .text("id");
        var residents = Residents.of(server);
        var admin = residents.find("master", TestServer.ADMIN).id().value();
        var session = residents.session("master", admin);
        db.writes(tx -> {
            var last = "CASE WHEN n.i % 20 = 0 THEN 'jones' || n.i ELSE 'smith' END";
            var first = "CASE WHEN n.i % 1000 = 0 THEN 'zed' ELSE 'john' END";
            multiply(
                    tx,
                    "person",
                    "username_key = 'admin'",
                    Map.of(
                            "id", "'p' || n.i",
                            "username", "'user' || (100000 + n.i)",
                            "username_key", "'user' || (100000 + n.i)",
                            "email", "'user' || (100000 + n.i) || '@example.com'",
                            "email_key", "'user' || (100000 + n.i) || '@example.com'",
                            "first_name_key", first,
                            "last_name_key", last));
            multiply(
                    tx,
                    "client",
                    "client_id = 'admin-cli'",
                    Map.of(
                            "id", "'c' || n.i",
                            "client_id", "'client' || (100000 + n.i)",
                            "name_key", last,
                            "service_account_id", "'s' || n.i"));
            tx.execute("""
                    INSERT INTO person_term (realm_id, term, person_id)
                    SELECT realm_id, email_key, id FROM person WHERE username_key LIKE 'user%'
                    UNION SELECT realm_id, first_name_key || ' ' || last_name_key, id FROM person
                    UNION SELECT realm_id, last_name_key, id FROM person WHERE last_name_key <> ''""");
            var members = "SELECT ?, id, username_key FROM person WHERE username_key LIKE 'user%'";
            tx.execute("INSERT INTO group_member (group_id, person_id, username_key) " + members, staff);
            multiply(
                    tx,
                    "user_session",
                    "id = '%s'".formatted(session),
                    Map.of("id", "'s' || n.i", "person_id", "'p' || n.i"));
        });
        if (db.dialect() == Dialect.POSTGRES) db.writes(tx -> tx.execute("ANALYZE"));
    }

    @Test
    @DisplayName("people, by what any of their names begins with, and whatever else is then asked of them")
    void people() {
        var users = new UserStore(db, pages);
        for (var filter : List.of(
                UserFilter.all(),
                new UserFilter("smith", null, null, null, null, null, null),
                new UserFilter("smith", null, null, "zed", null, true, null),
                new UserFilter("j", null, null, "j", null, false, null),
                new UserFilter(null, null, null, null, "smith", null, null),
                new UserFilter(null, null, "user12", null, null, null, null)))
            assertRead(request -> users.page(realm, filter, request));
    }

    @Test
    @DisplayName("people in each order, members of a group and sessions, by what any name of a person begins with")
    void called() {
        var users = new UserStore(db, pages);
        var groups = new GroupStore(db, pages);
        var sessions = new SessionStore(db, pages);
        var staff = groups.find(realm, null, "staff").orElseThrow();
        for (var name : List.of("smith", "jones")) {
            for (var order : UserOrder.values()) {
                var filter = new UserFilter(name, null, null, null, null, null, order);
                assertRead(request -> users.page(realm, filter, request));
            }
            assertRead(request -> groups.pageOfMembers(staff, name, request));
            var filter = new SessionFilter(null, null, name);
            assertRead(request -> sessions.page(realm, filter, Instant.EPOCH, request));
        }
    }

    @Test
    @DisplayName("clients, by clientId and by name")
    void clients() {
        var clients = new ClientStore(db, pages);
        for (var filter : List.of(
                ClientFilter.all(),
                new ClientFilter("client12", null, null, null, null, null, null, null, false, null),
                new ClientFilter(null, "smith", null, null, null, null, null, null, false, null)))
            assertRead(request -> clients.page(realm, filter, request));
    }

    /// What a filter looks through may be sorted: it is 10,000 rows and no more. What is counted too, where the
    /// database takes it for few: it prefers the index for what it takes for many.
    private void assertRead(Function<PageRequest, Page<?>> list) {
        for (var plan : plans.of(
                () -> assertThat(list.apply(PageRequest.first(20)).size()).isEqualTo(20))) {
            assertThat(plan.text())
                    .as(plan.sql())
                    .doesNotContainPattern(
                            "Seq Scan on (person|person_term|client)\\b|(?m)^SCAN (?!counted|.* USING .*INDEX)");
            var looksNoFurther = plan.sql().contains(":end0") || plan.sql().contains("count(*)");
            if (!looksNoFurther)
                assertThat(plan.text()).as(plan.sql()).doesNotContainPattern("Sort {2}|TEMP B-TREE FOR ORDER BY");
        }
    }

    private static void multiply(Handle tx, String table, String model, Map<String, String> differing) {
        var columns =
                tx.createQuery("SELECT * FROM %s WHERE %s".formatted(table, model)).mapToMap().one().keySet().stream()
                        .toList();
        var values = columns.stream()
                .map(column -> differing.getOrDefault(column, "model." + column))
                .toList();
        tx.execute("""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO %s (%s) SELECT %s FROM (SELECT * FROM %s WHERE %s) AS model, n""".formatted(MANY, table, String.join(", ", columns), String.join(", ", values), table, model));
    }
}
