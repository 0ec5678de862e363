package dev.chancery.cli;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The audit trail as somebody reads or tampers with it who has the database file, but not the master key.
record Audit(String url) {

    static Audit of(Path data) {
        return new Audit("jdbc:sqlite:" + data.resolve("chancery.db"));
    }

    List<String> texts(String query) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void tamper(String... statements) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            for (var text : statements) statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
