package dev.chancery.db;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which database, and how much of it: without a URL, the SQLite file in `folder`. `patience` bounds every wait.
public record DatabaseSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        Path folder,
        int readers,
        int connections,
        Duration patience) {

    public static DatabaseSettings sqlite(Path folder) {
        return new DatabaseSettings(null, null, null, folder, 4, 16, Duration.ofSeconds(5));
    }

    public static DatabaseSettings postgres(String url, Path folder) {
        return new DatabaseSettings(url, null, null, folder, 4, 16, Duration.ofSeconds(5));
    }

    public DatabaseSettings withPatience(Duration patience) {
        return new DatabaseSettings(url, user, password, folder, readers, connections, patience);
    }

    public Dialect dialect() {
        return url == null ? Dialect.SQLITE : Dialect.POSTGRES;
    }

    /// Whether there is a SQLite file already.
    public boolean exists() {
        return Files.isRegularFile(file());
    }

    Path file() {
        return folder.resolve("chancery.db");
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + dialect() + "]";
    }
}
