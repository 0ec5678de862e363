package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.client.ClientFilter;
import dev.chancery.client.ClientOrder;
import dev.chancery.client.ClientStore;
import dev.chancery.client.Grant;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.db.Dialect;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.PageToken;
import dev.chancery.db.Pages;
import dev.chancery.db.Span;
import dev.chancery.db.Totals;
import dev.chancery.event.AuditFilter;
import dev.chancery.event.AuditStore;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureFilter;
import dev.chancery.failure.FailureStore;
import dev.chancery.golden.WatchedTokenStore;
import dev.chancery.group.GroupFilter;
import dev.chancery.group.GroupStore;
import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import dev.chancery.realm.RealmFilter;
import dev.chancery.realm.RealmStore;
import dev.chancery.role.RoleFilter;
import dev.chancery.role.RoleKind;
import dev.chancery.role.RoleStore;
import dev.chancery.scope.Assignment;
import dev.chancery.scope.ScopeFilter;
import dev.chancery.scope.ScopeStore;
import dev.chancery.user.LoginName;
import dev.chancery.user.UserFilter;
import dev.chancery.user.UserOrder;
import dev.chancery.user.UserStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnBothDatabases
@DisplayName("D14 lists among thousands can be read from an index")
class ListPlansTest {
    private static final String SORTED = "(?m)^\\s*(->\\s+)?Sort {2}|TEMP B-TREE FOR ORDER BY";

    private final TestServer server;
    private final Database db;
    private final RealmId realm;
    private final Pages pages;
    private final Plans plans;

    ListPlansTest(TestServer server, SettableClock clock) {
        this.server = server;
        db = Residents.of(server).database();
        realm = Residents.of(server).realm("master").id();
        plans = new Plans(db, "seqscan", "bitmapscan", "sort");
        pages = new Pages(new PageToken(new byte[32]), new Totals(new Changes(db), Set.of()));
    }

    @BeforeEach
    void fill() {
        if (rows("role") > 1_000) return;
        server.client("master");
        db.writes(tx -> {
            tx.execute("INSERT INTO failure VALUES (?, 1, 'UNKNOWN_CLIENT', 'x', '', '', 1, 1, 1)", realm.value());
            tx.execute(
                    "INSERT INTO people_group VALUES ('staff', ?, NULL, '', 'staff', '', '{}', 1, 1, 'staff')",
                    realm.value());
            tx.execute("UPDATE person SET email_key = 'a@b', first_name_key = 'ada', last_name_key = 'lovelace'");
            multiply(tx, "realm", 1, Set.of("id", "name"));
            for (var realms : List.of(Set.of("realm_id"), Set.<String>of())) {
                var from = realms.isEmpty() ? 3_000 : 1;
                multiply(tx, "client", from, with(realms, "id", "client_id", "name", "name_key", "service_account_id"));
                multiply(
                        tx,
                        "person",
                        from,
                        with(realms, "id", "username", "username_key", "email_key", "first_name_key", "last_name_key"));
                multiply(tx, "people_group", from, with(realms, "id", "name"));
                multiply(tx, "client_scope", from, with(realms, "id", "name"));
                multiply(
                        tx,
                        "role",
                        from,
                        with(realms.isEmpty() ? realms : Set.of("realm_id", "container"), "id", "name"));
                multiply(tx, "audit_entry", from, with(realms, "n", "subject"));
                multiply(tx, "failure", from, with(realms, "fold", "last_at"));
            }
            tx.execute("""
                    INSERT INTO person_term (realm_id, term, person_id)
                    SELECT realm_id, username_key, id FROM person UNION SELECT realm_id, last_name_key, id FROM person
                    UNION SELECT realm_id, first_name_key, id FROM person WHERE TRUE
                    ON CONFLICT DO NOTHING""");
            tx.execute("""
                    INSERT INTO group_member (group_id, person_id, username_key)
                    SELECT 'staff', id, username_key FROM person WHERE realm_id = ?""", realm.value());
        });
        db.writes(tx -> tx.execute("UPDATE client SET deleted_at = 1 WHERE client_id LIKE '%-35%'"));
        if (db.dialect() == Dialect.POSTGRES) db.writes(tx -> tx.execute("ANALYZE"));
    }

    @Test
    @DisplayName("clients, also in the bin, by prefix and beside other filters, which look at 10,000 and no further")
    void clients() {
        var clients = new ClientStore(db, pages);
        var name = clients.find(realm, "admin-cli").orElseThrow().settings().name();

        for (var filter : List.of(
                ClientFilter.all(),
                new ClientFilter("admin-cli-3", null, null, null, null, null, null, null, false, null),
                new ClientFilter("admin-cli-3", name, true, true, Grant.PASSWORD, null, null, null, false, null)))
            assertRead("client_by_client_id", request -> clients.page(realm, filter, request));
        for (var filter : List.of(
                new ClientFilter(null, name + "-39", null, null, null, null, null, null, false, null),
                new ClientFilter(null, name + "-39", true, true, Grant.PASSWORD, null, null, null, false, null)))
            assertRead("client_by_name", request -> clients.page(realm, filter, request));
        for (var filter : List.of(
                new ClientFilter(null, null, null, null, null, null, null, null, true, null),
                new ClientFilter("admin-cli-3", name, true, true, Grant.PASSWORD, null, null, null, true, null)))
            assertRead("client_bin_by_client_id", request -> clients.page(realm, filter, request));
    }

    @Test
    @DisplayName("clients and people by what else they may go by, whatever else is asked")
    void sorted() {
        var clients = new ClientStore(db, pages);
        var users = new UserStore(db, pages);
        for (var more : Arrays.asList(null, "admin-cli-3")) {
            var byName = new ClientFilter(more, null, null, null, null, null, null, null, false, ClientOrder.NAME);
            var newest =
                    new ClientFilter(more, null, null, null, null, null, null, null, false, ClientOrder.CREATED_AT);
            assertRead("client_by_name", request -> clients.page(realm, byName, request));
            assertRead("client_by_created", request -> clients.page(realm, newest, request));
        }
        for (var more : Arrays.asList(null, "ad")) {
            assertRead(
                    "person_by_any_email",
                    listed(users, new UserFilter(more, null, null, null, null, null, UserOrder.EMAIL)));
            assertRead(
                    "person_by_created",
                    listed(users, new UserFilter(more, null, null, null, null, null, UserOrder.CREATED_AT)));
        }
    }

    @Test
    @DisplayName("people, by each prefix and by all of them at once, and by what any of their names begins with")
    void people() {
        var users = new UserStore(db, pages);
        var terms = "person_term_pkey|PRIMARY KEY \\(realm_id=\\? AND \\(?term";
        var names = "person_realm_id_username_key_key|sqlite_autoindex_person_2";

        assertRead(terms, listed(users, new UserFilter("ad", null, null, null, null, null, null)));
        assertRead(terms, listed(users, new UserFilter("ad", "ad", "a@", "ad", "lo", true, null)));
        assertRead(names, listed(users, UserFilter.all()));
        assertRead(names, listed(users, new UserFilter(null, "ad", "a@", "ad", "lo", true, null)));
        assertRead("person_by_email", listed(users, new UserFilter(null, null, "a@", null, null, null, null)));
        assertRead("person_by_last_name", listed(users, new UserFilter(null, null, null, "ad", "lo", null, null)));
        assertRead("person_by_first_name", listed(users, new UserFilter(null, null, null, "ad", null, true, null)));
    }

    private Function<PageRequest, Page<?>> listed(UserStore users, UserFilter filter) {
        return request -> users.page(realm, filter, request);
    }

    @Test
    @DisplayName("roles, scopes, realms, groups and the members of one, by name, also those who are searched")
    void by_name() {
        var roles = new RoleStore(db, pages);
        var scopes = new ScopeStore(db, pages);
        var realms = new RealmStore(db, pages);
        var groups = new GroupStore(db, pages);
        var staff = groups.find(realm, new GroupId("staff")).orElseThrow();

        var own = "role_container_name_key|sqlite_autoindex_role_";
        assertRead(own, request -> roles.page(realm, RoleFilter.ofRealm(), request));
        assertRead(own, request -> roles.page(realm, new RoleFilter(null, false, null, false, "a"), request));
        assertRead("role_by_name", request -> roles.page(realm, new RoleFilter(null, true, null, null, null), request));
        for (var kind : RoleKind.values())
            assertRead(
                    "role_by_name",
                    request -> roles.page(realm, new RoleFilter(null, true, kind, false, "a"), request));
        assertRead(
                "client_scope_realm_id_name_key|sqlite_autoindex_client_scope_",
                request -> scopes.page(realm, ScopeFilter.all(), request));
        assertRead(
                "client_scope_realm_id_name_key|sqlite_autoindex_client_scope_",
                request -> scopes.page(realm, new ScopeFilter("", Assignment.NONE), request));
        assertRead("realm_by_name", request -> realms.page(RealmFilter.inUse(), request));
        assertRead("realm_by_name", request -> realms.page(new RealmFilter(false, "", true, null), request));
        assertRead(
                "people_group_realm_id_above_name_key|sqlite_autoindex_people_group_",
                request -> groups.page(realm, GroupFilter.atTop(), request));
        assertRead("people_group_by_name", request -> groups.page(realm, new GroupFilter(null, "taf"), request));
        assertRead("group_member_by_name", request -> groups.pageOfMembers(staff, null, request));
        assertRead("group_member_by_name", request -> groups.pageOfMembers(staff, "ad", request));
    }

    @Test
    @DisplayName("the audit trail, also of one subject or type, and failures, the newest first")
    void newest_first() {
        var trail = new AuditStore(db, pages);
        var failures = new FailureStore(db, pages);
        var entry = trail.page(realm, AuditFilter.all(), PageRequest.first(1))
                .content()
                .getFirst();
        var since = new Span(Instant.EPOCH, null);
        var late = Instant.parse("2100-01-01T00:00:00Z");
        var lines = "audit_entry_by_realm|Backward using audit_entry_pkey";

        assertRead(lines, request -> trail.page(realm, AuditFilter.all(), request));
        assertRead(
                lines,
                request -> trail.page(realm, new AuditFilter(null, entry.type(), entry.actor(), Span.ALL), request));
        for (var when : List.of(since, new Span(null, late), new Span(Instant.EPOCH, late)))
            assertRead(
                    "audit_entry_by_time",
                    request -> trail.page(realm, new AuditFilter(null, null, entry.actor(), when), request));
        for (var when : List.of(Span.ALL, since))
            assertRead(
                    "audit_entry_by_subject",
                    request -> trail.page(realm, new AuditFilter(entry.subject(), entry.type(), null, when), request));
        assertRead("failure_by_time", request -> failures.page(realm, FailureFilter.all(), request));
        assertRead(
                "failure_by_time",
                request -> failures.page(
                        realm,
                        new FailureFilter("x", FailureCause.UNKNOWN_CLIENT, new Span(Instant.EPOCH, null)),
                        request));
    }

    @Test
    @DisplayName("whoever signs in, what somebody holds, and which groups they are in")
    void of_one() {
        var users = new UserStore(db, pages);
        var name = LoginName.of("admin");
        var admin = users.find(realm, name).orElseThrow().id();

        assertThat(plans.of(() -> {
                    users.find(realm, name);
                    users.isTaken(realm, name, admin);
                    new RoleStore(db, pages).heldBy(realm, admin);
                    new GroupStore(db, pages).allOf(realm, admin);
                }))
                .hasSize(4)
                .allSatisfy(plan -> assertThat(plan.text()).doesNotContainPattern(Plans.WALKED));
    }

    @Test
    @DisplayName("the tokens of clients that a change names, while its dry run holds the writer")
    void named_by_a_change() {
        var admin = new ClientStore(db, pages).find(realm, "admin-cli").orElseThrow();
        var named = List.of(admin.id().value(), admin.serviceAccount().value());

        assertThat(plans.of(() -> assertThat(new WatchedTokenStore(db).allNamed(realm, named, 10))
                        .hasSize(1)))
                .hasSize(2)
                .allSatisfy(plan -> assertThat(plan.text())
                        .doesNotContainPattern(Plans.WALKED)
                        .containsPattern("client_pkey|client_by_service_account|sqlite_autoindex_client_1"));
    }

    /// The first page, and the one after it where there is one.
    private void assertRead(String index, Function<PageRequest, Page<?>> list) {
        var read = plans.of(() -> {
            var first = list.apply(PageRequest.first(10));
            var last = first.next() == null ? first : list.apply(PageRequest.after(first.next(), 10));
            assertThat(last.content()).isNotEmpty();
        });
        assertThat(read).anySatisfy(plan -> assertThat(plan.sql()).contains("OFFSET"));
        for (var plan : read) {
            assertThat(plan.text())
                    .as(plan.sql())
                    .doesNotContainPattern(Plans.WALKED)
                    .doesNotContainPattern(SORTED);
            if (plan.sql().contains("OFFSET"))
                assertThat(plan.text()).as(plan.sql()).containsPattern(index);
            if (plan.sql().contains(" IN ("))
                assertThat(plan.text()).as(plan.sql()).containsPattern("_pkey|\\(id=\\?\\)");
        }
    }

    private long rows(String table) {
        return db.read(tx -> tx.createQuery("SELECT count(*) FROM " + table)
                .mapTo(long.class)
                .one());
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    /// 2,000 more rows like one, different in those columns.
    private static void multiply(Handle tx, String table, int from, Set<String> differing) {
        var one = table.equals("client") ? "WHERE client_id = 'admin-cli'" : "";
        var first = "SELECT * FROM %s %s LIMIT 1".formatted(table, one);
        var columns = tx.createQuery(first).mapToMap().one();
        var values = columns.entrySet().stream()
                .map(column -> !differing.contains(column.getKey())
                        ? "model." + column.getKey()
                        : column.getValue() instanceof Number
                                ? "model.%s + 1000000 + n.i".formatted(column.getKey())
                                : "model.%s || '-' || n.i".formatted(column.getKey()))
                .toList();
        tx.execute("""
                WITH RECURSIVE n(i) AS (SELECT %d UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                INSERT INTO %s (%s) SELECT %s FROM (%s) AS model, n""".formatted(
                from, from + 1_999, table, String.join(", ", columns.keySet()), String.join(", ", values), first));
    }
}
