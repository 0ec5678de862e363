package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A connection to PostgreSQL, whatever that was told to do by default")
class PostgresConnectionTest {
    @Test
    @DisplayName("waits until what it commits is kept, compiles no statement, and asks for none without end")
    void settings(@TempDir Path temp) throws Exception {
        var settings = DatabaseSettings.postgres(TestDatabases.postgresUrl(), temp);
        try (var owner = DriverManager.getConnection(settings.url());
                var statement = owner.createStatement()) {
            for (var careless : new String[] {"synchronous_commit = off", "jit = on", "statement_timeout = 0"})
                statement.execute("ALTER DATABASE \"%s\" SET %s".formatted(owner.getCatalog(), careless));
        }
        try (var db = Database.open(settings)) {
            assertThat(setting(db, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(db, "jit")).isEqualTo("off");
            assertThat(setting(db, "statement_timeout")).isNotEqualTo("0");
        }
    }

    private static String setting(Database db, String name) {
        return db.read(tx -> tx.createQuery("SHOW " + name).mapTo(String.class).one());
    }
}
