package dev.chancery.authorize;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// Sign-ins under way, at rest; handles and browsers only as hashes, what they hold sealed.
public record InteractionStore(Database db) {
    private static final int CHUNK = 1_000;

    private static final String COLUMNS =
            "handle_hash, realm_id, asked, device, person_id, methods, remember, pending, begun_at, ends_at";

    /// What somebody has proved in it is proved still, and may lead to something.
    private static final String STANDS = """
             WHERE handle_hash = :handle AND person_id = :person AND methods = :methods
               AND ends_at > :now AND begun_at >= :epoch
               AND EXISTS (SELECT 1 FROM person p JOIN realm r ON r.id = p.realm_id
                            WHERE p.id = interaction.person_id AND p.enabled AND r.enabled AND r.deleted_at IS NULL
                              AND begun_at >= p.not_before * 1000 AND begun_at >= r.not_before * 1000)""";

    void insert(Interaction interaction) {
        var asked = interaction.asked();
        db.writes(tx -> tx.createUpdate("INSERT INTO interaction (" + COLUMNS + """
                        ) VALUES (:handle, :realm, :asked, :device, NULL, '', FALSE, '', :begun_at, :ends_at)""")
                .bind("handle", interaction.handle().hex())
                .bind("realm", interaction.realm())
                .bind("asked", asked == null ? null : JsonText.of(asked))
                .bind("device", interaction.device())
                .bind("begun_at", interaction.begunAt())
                .bind("ends_at", interaction.endsAt())
                .execute());
    }

    /// In the browser that has it, or in the first one that shows its handle; absent in any other, and once it has
    /// ended.
    Optional<Interaction> find(RealmId realm, TokenHash handle, TokenHash browser, Instant now) {
        var found = db.read(tx -> tx.createQuery("SELECT browser_hash, " + COLUMNS + """
                         FROM interaction
                        WHERE handle_hash = :handle AND realm_id = :realm AND ends_at > :now
                          AND (browser_hash = :browser OR browser_hash IS NULL)""")
                .bind("handle", handle.hex())
                .bind("realm", realm)
                .bind("browser", browser.hex())
                .bind("now", now)
                .map((row, _) -> new Found(interaction(row), row.getString("browser_hash") != null))
                .findOne());
        return found.filter(one -> one.bound() || bind(handle, browser)).map(Found::interaction);
    }

    private record Found(Interaction interaction, boolean bound) {}

    /// True for one browser only.
    private boolean bind(TokenHash handle, TokenHash browser) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE interaction SET browser_hash = :browser
                         WHERE handle_hash = :handle AND (browser_hash IS NULL OR browser_hash = :browser)""")
                        .bind("handle", handle.hex())
                        .bind("browser", browser.hex())
                        .execute()
                == 1);
    }

    /// Somebody has proved something; false when it has ended, or somebody else began to.
    boolean prove(Interaction interaction, Interaction proved) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE interaction SET person_id = :person, methods = :methods, remember = :remember
                         WHERE handle_hash = :handle AND methods = :before
                           AND (person_id IS NULL OR person_id = :person)""")
                        .bind("handle", interaction.handle().hex())
                        .bind("before", String.join(" ", interaction.methods()))
                        .bind("person", proved.person())
                        .bind("methods", String.join(" ", proved.methods()))
                        .bind("remember", proved.remember())
                        .execute()
                == 1);
    }

    /// All is proved, and the session says so from now on: true for one caller only, while it stands.
    boolean settle(Interaction interaction, Instant epoch, Instant now) {
        return update(interaction, "person_id = NULL, methods = '', pending = ''", epoch, now);
    }

    /// Lets nobody end it until this unit does; false when it stands no more.
    boolean lock(Interaction interaction, Instant epoch, Instant now) {
        return update(interaction, "methods = methods", epoch, now);
    }

    private boolean update(Interaction interaction, String change, Instant epoch, Instant now) {
        return db.write(tx -> tx.createUpdate("UPDATE interaction SET " + change + " " + STANDS)
                        .bind("handle", interaction.handle().hex())
                        .bind("person", interaction.person())
                        .bind("methods", String.join(" ", interaction.methods()))
                        .bind("epoch", epoch)
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /// What they are about to set up, sealed.
    void hold(Interaction interaction, String pending) {
        db.writes(tx -> tx.createUpdate("UPDATE interaction SET pending = :pending WHERE handle_hash = :handle")
                .bind("handle", interaction.handle().hex())
                .bind("pending", pending)
                .execute());
    }

    /// It is over: true for one caller only.
    boolean delete(Interaction interaction) {
        return db.write(tx -> tx.createUpdate("DELETE FROM interaction WHERE handle_hash = :handle")
                        .bind("handle", interaction.handle().hex())
                        .execute()
                == 1);
    }

    /// At most a thousand; how many there were.
    public int deleteEnded(Instant now) {
        return db.write(
                tx -> tx.createUpdate("""
                        DELETE FROM interaction
                         WHERE handle_hash IN (SELECT handle_hash FROM interaction WHERE ends_at <= :now LIMIT :chunk)""").bind("now", now).bind("chunk", CHUNK).execute());
    }

    private static Interaction interaction(ResultSet row) throws SQLException {
        var asked = row.getString("asked");
        var person = row.getString("person_id");
        return new Interaction(
                TokenHash.ofHex(row.getString("handle_hash")),
                new RealmId(row.getString("realm_id")),
                asked == null ? null : JsonText.MAPPER.readValue(asked, Asked.class),
                row.getString("device"),
                person == null ? null : new SubjectId(person),
                Stream.of(row.getString("methods").split(" "))
                        .filter(method -> !method.isEmpty())
                        .toList(),
                row.getBoolean("remember"),
                row.getString("pending"),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                Instant.ofEpochMilli(row.getLong("ends_at")));
    }
}
