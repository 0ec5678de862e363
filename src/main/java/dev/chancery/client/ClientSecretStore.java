package dev.chancery.client;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.Sealed;
import dev.chancery.crypto.SecretHash;
import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.db.Dialect;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Client secrets at rest: as hashes that name the key they were made with.
public record ClientSecretStore(Database db) {

    private static final String COLUMNS = """
            id, realm_id, client_id, name, hash, sealed, weak, created_at, expires_at, revoked_at, used_count,
            last_used_at, last_used_by""";

    /// Lets nobody else change the client's secrets until this unit ends; false when the client is not in use.
    boolean lock(ClientKey client) {
        return db.write(
                tx -> tx.createUpdate("UPDATE client SET version = version WHERE id = :client AND deleted_at IS NULL")
                                .bind("client", client)
                                .execute()
                        == 1);
    }

    /// From now on only hashes of them are kept.
    void forgetTexts(ClientKey client) {
        db.writes(tx -> tx.createUpdate("UPDATE client_secret SET sealed = NULL WHERE client_id = :client")
                .bind("client", client)
                .execute());
    }

    /// The same of one of them: true for one caller only.
    boolean forgetText(ClientKey client, String id) {
        return db.write(
                tx -> tx.createUpdate("""
                        UPDATE client_secret SET sealed = NULL
                         WHERE client_id = :client AND id = :id AND sealed IS NOT NULL""").bind("client", client).bind("id", id).execute() == 1);
    }

    /// The same of those that were to be read once and were not before `then`; looks first, so that nobody waits for
    /// it.
    public void forgetUnread(Instant then, int limit) {
        var unread = db.read(tx -> tx.createQuery("""
                        SELECT s.id FROM client c JOIN client_secret s ON s.client_id = c.id
                         WHERE c.secret_storage = 'ONCE' AND s.sealed IS NOT NULL AND s.created_at <= :then LIMIT :limit""")
                .bind("then", then)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
        if (unread.isEmpty()) return;
        db.writes(tx -> tx.createUpdate("UPDATE client_secret SET sealed = NULL WHERE id IN (<unread>)")
                .bindList("unread", unread)
                .execute());
    }

    /// Those that work and the last of those that do not, the newest first.
    public List<ClientSecret> all(ClientKey client) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS
                        + " FROM client_secret WHERE client_id = :client ORDER BY created_at DESC, id")
                .bind("client", client)
                .map((row, _) -> secret(row))
                .list());
    }

    public Optional<ClientSecret> find(ClientKey client, String id) {
        return db.read(
                tx -> tx.createQuery("SELECT " + COLUMNS + " FROM client_secret WHERE client_id = :client AND id = :id")
                        .bind("client", client)
                        .bind("id", id)
                        .map((row, _) -> secret(row))
                        .findOne());
    }

    /// Whoever holds a secret needs to know nothing else to end it.
    public List<ClientSecret> findByHash(SecretHash hash) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS + " FROM client_secret WHERE hash = :hash AND revoked_at IS NULL")
                .bind("hash", hash.text())
                .map((row, _) -> secret(row))
                .list());
    }

    public void insert(ClientSecret secret) {
        var sealed = secret.sealed();
        db.later(
                "INSERT INTO client_secret (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0, NULL, NULL)",
                secret.id(),
                secret.realm(),
                secret.client(),
                secret.name(),
                secret.hash().text(),
                sealed == null ? null : sealed.text(),
                secret.weak(),
                secret.createdAt(),
                secret.expiresAt());
    }

    /// False when it was revoked already. What was sealed is forgotten.
    public boolean revoke(ClientKey client, String id, Instant now) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE client_secret SET revoked_at = :now, sealed = NULL
                         WHERE client_id = :client AND id = :id AND revoked_at IS NULL""")
                        .bind("now", now)
                        .bind("client", client)
                        .bind("id", id)
                        .execute()
                == 1);
    }

    /// Ends every secret of the client at the given time, unless it ends sooner.
    public void expireAll(ClientKey client, Instant at, Instant now) {
        db.writes(tx -> tx.createUpdate("""
                        UPDATE client_secret
                           SET expires_at = CASE WHEN expires_at IS NULL OR expires_at > :at THEN :at ELSE expires_at END,
                               revoked_at = CASE WHEN :at <= :now THEN :now ELSE NULL END,
                               sealed = CASE WHEN :at <= :now THEN NULL ELSE sealed END
                         WHERE client_id = :client AND revoked_at IS NULL""")
                .bind("at", at)
                .bind("now", now)
                .bind("client", client)
                .execute());
    }

    /// Forgets those of the client that work no more, but for the last few.
    public void deleteEnded(ClientKey client, Instant now, int kept) {
        db.writes(tx -> tx.createUpdate("""
                        DELETE FROM client_secret
                         WHERE client_id = :client AND (revoked_at IS NOT NULL OR expires_at <= :now)
                           AND id NOT IN (SELECT id FROM client_secret
                                           WHERE client_id = :client AND (revoked_at IS NOT NULL OR expires_at <= :now)
                                           ORDER BY coalesce(revoked_at, expires_at) DESC, id LIMIT :kept)""")
                .bind("client", client)
                .bind("now", now)
                .bind("kept", kept)
                .execute());
    }

    /// Forgets those that have not worked since before `then`; looks first, so that nobody waits for it.
    public void deleteEnded(Instant then, int limit) {
        var ended = db.read(tx -> tx.createQuery(
                        "SELECT id FROM client_secret WHERE revoked_at < :then OR expires_at < :then LIMIT :limit")
                .bind("then", then)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
        if (ended.isEmpty()) return;
        db.writes(tx -> tx.createUpdate("DELETE FROM client_secret WHERE id IN (<ended>)")
                .bindList("ended", ended)
                .execute());
    }

    /// What one node saw since it last reported, by the secrets' ids.
    void addUsages(Map<String, SecretUsage.Seen> usages) {
        db.writes(tx -> {
            var each = tx.prepareBatch("""
                    UPDATE client_secret
                       SET used_count = used_count + :count,
                           last_used_by = CASE WHEN last_used_at IS NULL OR last_used_at <= :at THEN :address ELSE last_used_by END,
                           last_used_at = CASE WHEN last_used_at IS NULL OR last_used_at <= :at THEN :at ELSE last_used_at END
                     WHERE id = :id""");
            usages.forEach((id, usage) -> each.bind("count", usage.count())
                    .bind("at", usage.lastAt())
                    .bind("address", usage.lastAddress())
                    .bind("id", id)
                    .add());
            if (each.size() > 0) each.execute();
        });
    }

    public void reportComplete(String node, Instant upTo) {
        db.writes(tx -> tx.createUpdate("""
                        INSERT INTO usage_report (node, complete_to) VALUES (:node, :at)
                        ON CONFLICT (node) DO UPDATE SET complete_to = excluded.complete_to""").bind("node", node).bind("at", upTo).execute());
    }

    /// A node that stops has reported everything.
    void forgetNode(String node) {
        db.writes(tx -> tx.createUpdate("DELETE FROM usage_report WHERE node = :node")
                .bind("node", node)
                .execute());
    }

    /// Who has been silent so long is taken to be gone.
    void forgetNodes(Instant silentSince) {
        db.writes(tx -> tx.createUpdate("DELETE FROM usage_report WHERE complete_to < :silent")
                .bind("silent", silentSince)
                .execute());
    }

    /// On SQLite there is one node: others in the table are its former lives, which were killed.
    void forgetFormerNodes() {
        if (db.dialect() == Dialect.SQLITE) db.writes(tx -> tx.execute("DELETE FROM usage_report"));
    }

    /// Up to when every node has reported; absent when none has yet.
    public Optional<Instant> completeTo() {
        return db.read(tx -> tx.createQuery("SELECT min(complete_to) AS at FROM usage_report")
                .map((row, _) -> Optional.<Instant>ofNullable(Columns.instant(row, "at")))
                .one());
    }

    /// Brings every recoverable secret under the present master key.
    public void reseal(MasterKeys keys) {
        db.writes(tx -> {
            // nodes may be running: a secret that was revoked or replaced meanwhile stays so
            var each = tx.prepareBatch("UPDATE client_secret SET sealed = :sealed WHERE id = :id AND sealed = :read");
            tx.createQuery("SELECT " + COLUMNS + " FROM client_secret WHERE sealed IS NOT NULL")
                    .map((row, _) -> secret(row))
                    .list()
                    .forEach(secret -> secret.resealed(keys)
                            .ifPresent(fresh -> each.bind("id", secret.id())
                                    .bind(
                                            "read",
                                            Objects.requireNonNull(secret.sealed())
                                                    .text())
                                    .bind("sealed", fresh.text())
                                    .add()));
            if (each.size() > 0) each.execute();
        });
    }

    private static ClientSecret secret(ResultSet row) throws SQLException {
        @Nullable String sealed = row.getString("sealed");
        return new ClientSecret(
                row.getString("id"),
                new RealmId(row.getString("realm_id")),
                new ClientKey(row.getString("client_id")),
                row.getString("name"),
                SecretHash.parse(row.getString("hash")),
                sealed == null ? null : new Sealed(sealed),
                row.getBoolean("weak"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Columns.instant(row, "expires_at"),
                Columns.instant(row, "revoked_at"),
                new ClientSecret.Usage(
                        row.getLong("used_count"),
                        Columns.instant(row, "last_used_at"),
                        row.getString("last_used_by")));
    }
}
