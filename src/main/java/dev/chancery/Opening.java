package dev.chancery;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeyRefusal;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.db.Database;
import dev.chancery.db.DatabaseSettings;
import dev.chancery.db.StartRefusal;
import dev.chancery.masterkey.MasterKeyStore;
import dev.chancery.masterkey.UnlockStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the settings lead to an open house: the database, the master key that fits it, the residents.
record Opening(Config config, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration OFFLINE_PATIENCE = Duration.ofMinutes(10);

    private static final int OFFLINE_CONNECTIONS = 2;

    /// For the server: what isn't there is made.
    House house() {
        var db = Database.open(databaseSettings(PATIENCE));
        return house(db, () -> unlocked(db, masterKeys()));
    }

    /// For offline commands: nothing is made, and a slow disk is waited for.
    House existing() {
        requireExisting();
        var db = Database.open(databaseSettings(OFFLINE_PATIENCE));
        return house(db, () -> unlocked(db, masterKeys()));
    }

    /// The same, as it is to be under another key than now.
    House existingUnder(MasterKey next) {
        requireExisting();
        var db = Database.open(databaseSettings(OFFLINE_PATIENCE));
        return house(db, () -> {
            var now = unlocked(db, masterKeys());
            var earlier = new ArrayList<>(now.previous());
            earlier.addFirst(now.current());
            earlier.removeIf(next::equals);
            return new MasterKeys(next, earlier);
        });
    }

    DatabaseSettings databaseSettings() {
        return databaseSettings(OFFLINE_PATIENCE);
    }

    Path keyFile() {
        return config.dataFolder().resolve("master.key");
    }

    /// Where a new key waits while everything is being sealed under it.
    Path nextKeyFile() {
        return config.dataFolder().resolve("master.key.next");
    }

    private interface Keys {
        MasterKeys get();
    }

    private House house(Database db, Keys keys) {
        try {
            return new House(db, keys.get(), clock);
        } catch (RuntimeException | Error failed) {
            db.close();
            throw failed;
        }
    }

    private static MasterKeys unlocked(Database db, MasterKeys given) {
        return new UnlockStore(new MasterKeyStore(db)).run(given);
    }

    private void requireExisting() {
        var settings = databaseSettings();
        if (!config.has(Setting.DATABASE_URL) && !settings.exists())
            throw new StartRefusal("There is no database in %s: name its folder with --data-dir or CHANCERY_DATA_DIR."
                    .formatted(config.dataFolder()));
    }

    private DatabaseSettings databaseSettings(Duration patience) {
        var settings = DatabaseSettings.sqlite(config.dataFolder()).withPatience(patience);
        if (!config.has(Setting.DATABASE_URL)) return settings;
        return new DatabaseSettings(
                config.get(Setting.DATABASE_URL),
                orNull(Setting.DATABASE_USER),
                orNull(Setting.DATABASE_PASSWORD),
                config.dataFolder(),
                settings.readers(),
                patience.equals(PATIENCE) ? settings.connections() : OFFLINE_CONNECTIONS,
                patience);
    }

    private MasterKeys masterKeys() {
        try {
            var previous = new ArrayList<>(config.list(Setting.PREVIOUS_MASTER_KEYS).stream()
                    .map(MasterKey::of)
                    .toList());
            if (config.has(Setting.MASTER_KEY))
                return new MasterKeys(MasterKey.of(config.get(Setting.MASTER_KEY)), previous);
            // a rotation was cut short: what it had sealed opens with the key that was to be the next
            if (Files.exists(nextKeyFile())) previous.add(MasterKey.loadOrCreate(nextKeyFile()));
            return new MasterKeys(MasterKey.loadOrCreate(keyFile()), List.copyOf(previous));
        } catch (MasterKeyRefusal refusal) {
            throw new StartRefusal(String.valueOf(refusal.getMessage()));
        }
    }

    private @Nullable String orNull(Setting setting) {
        return config.has(setting) ? config.get(setting) : null;
    }
}
