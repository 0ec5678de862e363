package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Migrations")
class MigrationsTest {

    @TempDir
    private Path temp;

    @Test
    @DisplayName("the index names every script, and each version once for each database")
    void index_is_complete() throws IOException, URISyntaxException {
        var root =
                Path.of(MigrationsTest.class.getResource("/db/migration/index").toURI());
        var named = Files.readAllLines(root);
        try (var files = Files.walk(root.getParent())) {
            assertThat(files.filter(file -> file.toString().endsWith(".sql"))
                            .map(file -> root.getParent().relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(named);
        }
        for (var dialect : List.of("sqlite", "postgres"))
            assertThat(named.stream()
                            .filter(script -> script.startsWith("common/") || script.startsWith(dialect))
                            .map(script -> script.replaceFirst(".*/(V\\d+)__.*", "$1")))
                    .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R-19 a script that fails in its middle leaves nothing, and runs whole after it was mended")
    void failure_in_the_middle(Dialect dialect) throws Exception {
        var url = emptyUrl(dialect);
        script("V1__first.sql", "CREATE TABLE first (x TEXT);");
        script(
                "V2__second.sql",
                "CREATE TABLE second (x TEXT); INSERT INTO second VALUES ('a'); INSERT INTO nowhere VALUES (1);");
        assertThatThrownBy(() -> migrate(url, 1, 2))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("as it was");
        try (var connection = DriverManager.getConnection(url)) {
            assertThat(Migrations.applied(connection)).containsExactly(1);
        }

        script("V2__second.sql", "CREATE TABLE second (x TEXT); INSERT INTO second VALUES ('a');");
        migrate(url, 1, 2);

        try (var connection = DriverManager.getConnection(url)) {
            assertThat(Migrations.applied(connection)).containsExactly(1, 2);
            assertThat(count(connection)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R-19 kill -9 in the middle of a script: the next start runs it whole")
    void kill_in_the_middle(Dialect dialect) throws Exception {
        var url = emptyUrl(dialect);
        script("V1__first.sql", firstScript(1_000_000_000));
        try (var child = ChildProcess.start(Migrator.class, url, scripts().toString())) {
            child.awaitLine("migrating");
            awaitMiddle(dialect, url);
            child.kill();
        }
        if (dialect == Dialect.POSTGRES)
            TestDatabases.cut(url); // its backend notices the loss only when it next answers
        try (var connection = DriverManager.getConnection(url)) {
            assertThat(Migrations.applied(connection)).isEmpty();
        }

        script("V1__first.sql", firstScript(1));
        migrate(url, 1);

        try (var connection = DriverManager.getConnection(url)) {
            assertThat(count(connection)).isEqualTo(1);
        }
    }

    private void awaitMiddle(Dialect dialect, String url) throws SQLException, InterruptedException, IOException {
        var journal = temp.resolve("test.db-journal");
        while (true) {
            Thread.sleep(100);
            if (dialect == Dialect.SQLITE && Files.exists(journal) && Files.size(journal) > 0) return;
            if (dialect == Dialect.POSTGRES && TestDatabases.runs(url, "CREATE TABLE slow%")) return;
        }
    }

    private static String firstScript(int steps) {
        return """
                CREATE TABLE second (x TEXT);
                INSERT INTO second VALUES ('a');
                CREATE TABLE slow AS WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < %d)
                SELECT count(*) AS n FROM up;
                """.formatted(steps);
    }

    /// Migrates in its own process, to be killed.
    static final class Migrator {
        static void main(String[] args) throws SQLException {
            IO.println("migrating");
            migrations(Path.of(args[1]), 1).run(DriverManager.getConnection(args[0]), args[0], new Properties());
        }
    }

    @Test
    @DisplayName("two PostgreSQL nodes that start at once on an empty database both come up")
    void concurrent_start() throws Exception {
        for (var round = 0; round < 3; round++) {
            var settings = DatabaseSettings.postgres(TestDatabases.emptyPostgresUrl(), temp);
            var barrier = new CyclicBarrier(3);
            try (var nodes =
                    Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
                var starts = IntStream.range(0, 3)
                        .mapToObj(_ -> nodes.submit(() -> {
                            barrier.await();
                            try (var db = Database.open(settings)) {
                                return db.read(Epoch::read).number();
                            }
                        }))
                        .toList();
                for (var start : starts) assertThat(start.get()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("a start with nothing to do doesn't load the migration library")
    void not_loaded() throws Exception {
        TestDatabases.sqlite(temp.resolve("data")).close();
        try (var child = ChildProcess.start(
                List.of(),
                List.of("-Xlog:class+load"),
                Starter.class,
                temp.resolve("data").toString())) {
            var loaded = new StringBuilder();
            for (var line = child.line(); line != null; line = child.line())
                loaded.append(line).append('\n');

            assertThat(loaded).contains("dev.chancery.db.Migrations ").doesNotContain("org.flywaydb");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("V10 keeps each client's scopes, in their order")
    void scopes_of_a_client(Dialect dialect) throws Exception {
        var url = emptyUrl(dialect);
        for (var i = 1; i <= 9; i++) if (i != 7) script("V%d__.sql".formatted(i), shipped(i));
        migrate(url, 1, 2, 3, 4, 5, 6, 8, 9);
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO realm VALUES ('r', 'r', '', TRUE, 1, 1, FALSE, 'RS256', 'JWT', NULL, 1, 0, 1, 1, NULL)");
            for (var scope : List.of("a", "b", "c"))
                statement.execute("INSERT INTO client_scope VALUES ('%1$s', 'r', '%1$s', '', TRUE, 'NONE', FALSE, 1, 1)"
                        .formatted(scope));
            for (var client : List.of("one", "none")) statement.execute("""
                        INSERT INTO client VALUES ('%1$s', 'r', '%1$s', '', '', '', TRUE, FALSE, TRUE, '[]', '[]', '[]', '[]',
                        '', '', FALSE, '[]', NULL, NULL, 'HASHED', 0, '%1$s', FALSE, 1, 1, NULL)""".formatted(client));
            for (var row : List.of("'c', 'DEFAULT', 0", "'a', 'DEFAULT', 1", "'b', 'OPTIONAL', 2"))
                statement.execute("INSERT INTO client_scope_assignment VALUES ('one', %s)".formatted(row));
        }

        script("V10__.sql", shipped(10));
        migrate(url, 1, 2, 3, 4, 5, 6, 8, 9, 10);

        try (var connection = DriverManager.getConnection(url);
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT id, scopes, optional_scopes FROM client ORDER BY id")) {
            rows.next();
            assertThat(rows.getString(2) + rows.getString(3)).isEqualTo("[][]");
            rows.next();
            assertThat(rows.getString(2)).isEqualTo("[\"c\",\"a\"]");
            assertThat(rows.getString(3)).isEqualTo("[\"b\"]");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("V14 lets those who are there already be found by what is known of them, and groups list them by name")
    void search(Dialect dialect) throws Exception {
        var url = emptyUrl(dialect);
        var before = new Integer[] {1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12};
        for (var version : before) script("V%d__.sql".formatted(version), shipped(version));
        migrate(url, before);
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO realm VALUES ('r', 'r', '', TRUE, 1, 1, FALSE, 'RS256', 'JWT', NULL, 1, 0, 1, 1, NULL)");
            for (var person : List.of("'a', 'r', 'Ada', 'ada', 'A@b', 'a@b', FALSE, 'Ada', 'King'", """
                    'x', 'r', 'X', 'x', NULL, NULL, FALSE, '', ''"""))
                statement.execute("INSERT INTO person VALUES (%s, TRUE, 0, 1, 1, '{}', '[]')".formatted(person));
            statement.execute("INSERT INTO people_group VALUES ('g', 'r', NULL, '', 'g', '', '{}', 1, 1)");
            statement.execute("INSERT INTO group_member VALUES ('g', 'a'), ('g', 'x')");
        }

        script("V14__.sql", shipped(14, dialect.folder()));
        migrate(url, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 14);

        assertThat(column(url, "SELECT term FROM person_term WHERE realm_id = 'r' AND person_id = 'a' ORDER BY term"))
                .containsExactly("a@b", "ada", "ada king", "king");
        assertThat(column(url, "SELECT term FROM person_term WHERE person_id = 'x'"))
                .containsExactly("x");
        assertThat(column(url, "SELECT first_name_key || '|' || last_name_key FROM person ORDER BY id"))
                .containsExactly("ada|king", "|");
        assertThat(column(url, "SELECT username_key FROM group_member ORDER BY person_id"))
                .containsExactly("ada", "x");
    }

    private static List<String> column(String url, String question) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var rows = connection.createStatement().executeQuery(question)) {
            var values = new ArrayList<String>();
            while (rows.next()) values.add(rows.getString(1));
            return values;
        }
    }

    private static String shipped(int version) throws IOException, URISyntaxException {
        return shipped(version, "common");
    }

    private static String shipped(int version, String dialect) throws IOException, URISyntaxException {
        var folder = Path.of(
                MigrationsTest.class.getResource("/db/migration/" + dialect).toURI());
        try (var files = Files.newDirectoryStream(folder, "V%d__*.sql".formatted(version))) {
            return Files.readString(files.iterator().next());
        }
    }

    /// Opens a database that is up to date.
    static final class Starter {
        static void main(String[] args) {
            TestDatabases.sqlite(Path.of(args[0])).close();
        }
    }

    private String emptyUrl(Dialect dialect) {
        return dialect == Dialect.SQLITE ? "jdbc:sqlite:" + temp.resolve("test.db") : TestDatabases.emptyPostgresUrl();
    }

    private Path scripts() throws IOException {
        return Files.createDirectories(temp.resolve("scripts"));
    }

    private void script(String name, String sql) throws IOException {
        Files.writeString(scripts().resolve(name), sql);
    }

    private void migrate(String url, Integer... versions) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url)) {
            migrations(scripts(), versions).run(connection, url, new Properties());
        }
    }

    private static Migrations migrations(Path scripts, Integer... versions) {
        return new Migrations(List.of("filesystem:" + scripts), new TreeSet<>(List.of(versions)));
    }

    private static int count(Connection connection) throws SQLException {
        try (var row = connection.createStatement().executeQuery("SELECT count(*) FROM second")) {
            row.next();
            return row.getInt(1);
        }
    }
}
