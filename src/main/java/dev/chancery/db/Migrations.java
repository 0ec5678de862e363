package dev.chancery.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the schema to this program's version, and doesn't touch it when it is there already.
///
/// A release may let its predecessor run on its schema: a migration that the program of version n can live with leaves
/// `schema_floor` in `instance` at or below n.
final class Migrations {

    private static final String ROOT = "db/migration/";
    private static final Pattern SCRIPT = Pattern.compile("(common|sqlite|postgres)/V(\\d+)__\\w+\\.sql");
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private final List<String> locations;
    private final NavigableSet<Integer> known;

    Migrations(List<String> locations, NavigableSet<Integer> known) {
        this.locations = locations;
        this.known = known;
    }

    static Migrations of(Dialect dialect) {
        var locations = new ArrayList<String>();
        var known = new TreeSet<Integer>();
        index().lines().filter(line -> !line.isBlank()).forEach(line -> {
            var script = SCRIPT.matcher(line);
            if (!script.matches()) throw new IllegalStateException("not a migration in " + ROOT + "index: " + line);
            var folder = script.group(1);
            if (!folder.equals("common") && !folder.equals(dialect.folder())) return;
            var location = "classpath:" + ROOT + folder;
            if (!locations.contains(location)) locations.add(location);
            known.add(Integer.valueOf(script.group(2)));
        });
        return new Migrations(locations, known);
    }

    private static String index() {
        try (var in = Migrations.class.getClassLoader().getResourceAsStream(ROOT + "index")) {
            if (in == null) throw new IllegalStateException(ROOT + "index is missing from the program");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// `connection` looks; another is opened, at `url` with `login`, only when there is something to do.
    void run(Connection connection, String url, Properties login) throws SQLException {
        var applied = applied(connection);
        if (applied.equals(known)) return;
        if (refuseNewer(connection, applied)) return;
        Flyway.migrate(locations, url, login);
    }

    /// The versions that this database has been brought to; none in a new one.
    static NavigableSet<Integer> applied(Connection connection) throws SQLException {
        var versions = new TreeSet<Integer>();
        if (!hasTable(connection, "flyway_schema_history")) return versions;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT version, success FROM flyway_schema_history WHERE version IS NOT NULL")) {
            while (rows.next()) if (rows.getBoolean(2)) versions.add(Integer.valueOf(rows.getString(1)));
        }
        return versions;
    }

    /// True when the schema is newer than this program, and lets it run all the same.
    boolean refuseNewer(Connection connection, NavigableSet<Integer> applied) throws SQLException {
        if (applied.isEmpty() || applied.last() <= known.last()) return false;
        var floor = hasTable(connection, "instance") ? floor(connection) : Optional.<Integer>empty();
        if (floor.isEmpty() || floor.get() > known.last())
            throw new StartRefusal(
                    ("The database has schema version %d, this program knows up to %d: start a program at least as"
                                    + " new as the one that last used it.")
                            .formatted(applied.last(), known.last()));
        LOG.info("the database has schema version {}, this program {}: it may run on it", applied.last(), known.last());
        return true;
    }

    private static Optional<Integer> floor(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT value FROM instance WHERE name = 'schema_floor'")) {
            return row.next() ? Optional.of(Integer.valueOf(row.getString(1))) : Optional.empty();
        }
    }

    private static boolean hasTable(Connection connection, String name) throws SQLException {
        try (var rows =
                connection.getMetaData().getTables(null, connection.getSchema(), name, new String[] {"TABLE"})) {
            return rows.next();
        }
    }

    /// Kept apart, so that a start with nothing to do doesn't load the library.
    private static final class Flyway {
        static void migrate(List<String> locations, String url, Properties login) {
            try {
                org.flywaydb.core.Flyway.configure()
                        .dataSource(url, login.getProperty("user"), login.getProperty("password"))
                        .locations(locations.toArray(String[]::new))
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                LOG.error("migration failed", e);
                throw new StartRefusal(
                        "The database schema could not be brought up to date, and is as it was before (%s): the log has the cause."
                                .formatted(String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")));
            }
        }
    }
}
