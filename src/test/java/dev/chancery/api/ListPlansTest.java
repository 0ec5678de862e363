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
import dev.chancery.event.AuditStore;
import dev.chancery.failure.FailureStore;
import dev.chancery.id.RealmId;
import dev.chancery.realm.RealmStore;
import dev.chancery.role.RoleStore;
import dev.chancery.scope.ScopeStore;
import dev.chancery.user.LoginName;
import dev.chancery.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnBothDatabases
@DisplayName("D14 lists among thousands are read from an index")
class ListPlansTest {
    private static final String SORTED = "(?m)^\\s*(->\\s+)?Sort {2}|TEMP B-TREE FOR ORDER BY";

    private final TestServer server;
    private final Database db;
    private final RealmId realm;
    private final Pages pages;

    ListPlansTest(TestServer server, SettableClock clock) {
        this.server = server;
        db = Residents.of(server).database();
        realm = Residents.of(server).realm("master").id();
        pages = new Pages(new PageToken(new byte[32]), new Totals(new Changes(db), Set.of()));
    }

    @BeforeEach
    void fill() {
        if (rows("role") > 1_000) return;
        server.client("master");
        db.writes(tx -> {
            tx.execute("INSERT INTO failure VALUES (?, 1, 'UNKNOWN_CLIENT', 'x', '', '', 1, 1, 1)", realm.value());
            multiply(tx, "realm", 1, Set.of("id", "name"));
            for (var realms : List.of(Set.of("realm_id"), Set.<String>of())) {
                var from = realms.isEmpty() ? 3_000 : 1;
                multiply(tx, "client", from, with(realms, "id", "client_id", "name", "name_key", "service_account_id"));
                multiply(tx, "person", from, with(realms, "id", "username", "username_key"));
                multiply(tx, "client_scope", from, with(realms, "id", "name"));
                multiply(
                        tx,
                        "role",
                        from,
                        with(realms.isEmpty() ? realms : Set.of("realm_id", "container"), "id", "name"));
                multiply(tx, "audit_entry", from, with(realms, "n", "subject"));
                multiply(tx, "failure", from, with(realms, "fold", "last_at"));
            }
        });
        if (db.dialect() == Dialect.POSTGRES) db.writes(tx -> tx.execute("ANALYZE"));
    }

    @Test
    @DisplayName("clients, and those whose clientId begins with something")
    void clients() {
        var clients = new ClientStore(db, pages);

        assertThat(plans(request -> clients.page(realm, ClientFilter.all(), request)))
                .allSatisfy(
                        plan -> assertThat(plan).contains("client_by_client_id").doesNotContainPattern(SORTED));
        assertThat(plans(request ->
                        clients.page(realm, new ClientFilter("admin-cli-3", null, null, null, null, false), request)))
                .allSatisfy(
                        plan -> assertThat(plan).contains("client_by_client_id").doesNotContainPattern(SORTED));
    }

    @Test
    @DisplayName("clients whose name begins with something, or that come after those shown before")
    void clients_by_name() {
        var clients = new ClientStore(db, pages);
        var name = clients.find(realm, "admin-cli").orElseThrow().settings().name();
        var filter = new ClientFilter(null, name + "-39", null, null, null, false);

        assertThat(plans(request -> clients.page(realm, filter, request)))
                .allSatisfy(plan -> assertThat(plan).containsPattern("client_by_name|client_id ?>"));
    }

    @Test
    @DisplayName("people, roles, scopes and realms, by name")
    void by_name() {
        var users = new UserStore(db, pages);
        var roles = new RoleStore(db, pages);
        var scopes = new ScopeStore(db, pages);
        var realms = new RealmStore(db, pages);

        assertThat(plans(request -> users.page(realm, LoginName.of("admin"), request)))
                .allSatisfy(plan -> assertUnique(plan, "person", "username_key"));
        assertThat(plans(request -> roles.page(realm, null, request)))
                .allSatisfy(plan -> assertThat(plan)
                        .containsPattern("role_container_name_key|sqlite_autoindex_role_")
                        .containsPattern("container ?=")
                        .doesNotContainPattern(SORTED));
        assertThat(plans(request -> scopes.page(realm, request)))
                .allSatisfy(plan -> assertUnique(plan, "client_scope", "name"));
        assertThat(plans(request -> realms.page(false, null, request)))
                .allSatisfy(plan -> assertThat(plan).contains("realm_by_name").doesNotContainPattern(SORTED));
    }

    @Test
    @DisplayName("the audit trail, also of one subject, and failures, the newest first")
    void newest_first() {
        var trail = new AuditStore(db, pages);
        var failures = new FailureStore(db, pages);
        var subject = trail.page(realm, null, null, PageRequest.first(1))
                .content()
                .getFirst()
                .subject();

        assertThat(plans(request -> trail.page(realm, null, null, request)))
                .allSatisfy(plan -> assertThat(plan)
                        .containsPattern("audit_entry_by_realm|Backward using audit_entry_pkey")
                        .doesNotContainPattern(SORTED));
        assertThat(plans(request -> trail.page(realm, subject, null, request)))
                .allSatisfy(plan ->
                        assertThat(plan).contains("audit_entry_by_subject").doesNotContainPattern(SORTED));
        assertThat(plans(request -> failures.page(realm, request)))
                .allSatisfy(plan -> assertThat(plan).contains("failure_by_time").doesNotContainPattern(SORTED));
    }

    /// By the index of the constraint that makes `column` unique in a realm.
    private static void assertUnique(String plan, String table, String column) {
        assertThat(plan)
                .containsPattern("%1$s_realm_id_%2$s_key|sqlite_autoindex_%1$s_".formatted(table, column))
                .containsPattern("realm_id ?=")
                .doesNotContainPattern(SORTED);
    }

    /// How the database reads the first page, and the one after it where there is one.
    private List<String> plans(Function<PageRequest, Page<?>> list) {
        return db.write(tx -> {
            if (db.dialect() == Dialect.POSTGRES) tx.execute("SET LOCAL enable_seqscan = off");
            var plans = new ArrayList<String>();
            var asked = new ArrayList<Asked>();
            tx.configure(SqlStatements.class, statements -> statements.setSqlLogger(noting(asked)));
            var first = list.apply(PageRequest.first(10));
            var last = first.next() == null ? first : list.apply(PageRequest.after(first.next(), 10));
            assertThat(last.content()).isNotEmpty();
            tx.configure(SqlStatements.class, statements -> statements.setSqlLogger(SqlLogger.NOP_SQL_LOGGER));
            for (var each : asked) if (each.sql().contains("OFFSET")) plans.add(plan(tx, each));
            return plans;
        });
    }

    private record Value(String name, Argument argument) {}

    private record Asked(String sql, List<Value> values) {}

    @SuppressWarnings("removal") // nothing else tells the values
    private static SqlLogger noting(List<Asked> asked) {
        return new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext statement) {
                var values = statement.getBinding().getNames().stream()
                        .map(name -> new Value(
                                name,
                                statement
                                        .getBinding()
                                        .findForName(name, statement)
                                        .orElseThrow()))
                        .toList();
                asked.add(new Asked(Objects.requireNonNull(statement.getRenderedSql()), values));
            }
        };
    }

    private String plan(Handle tx, Asked asked) {
        var sqlite = db.dialect() == Dialect.SQLITE;
        var question = tx.createQuery((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + asked.sql());
        for (var value : asked.values()) question.bind(value.name(), value.argument());
        return question.map((row, _) -> row.getString(sqlite ? 4 : 1)).collect(Collectors.joining("\n"));
    }

    private long rows(String table) {
        return db.read(tx -> tx.createQuery("SELECT count(*) FROM " + table)
                .mapTo(long.class)
                .one());
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    /// 2,000 more rows like the first, different in those columns.
    private static void multiply(Handle tx, String table, int from, Set<String> differing) {
        var first = "SELECT * FROM %s LIMIT 1".formatted(table);
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
