package dev.chancery.db;

/// The two databases that Chancery runs on.
public enum Dialect {
    SQLITE("SQLite", "sqlite", "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)"),
    POSTGRES("PostgreSQL", "postgres", "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)");

    private final String title;
    private final String folder;
    private final String clock;

    Dialect(String title, String folder, String clock) {
        this.title = title;
        this.folder = folder;
        this.clock = clock;
    }

    String folder() {
        return folder;
    }

    String clock() {
        return clock;
    }

    @Override
    public String toString() {
        return title;
    }
}
