package dev.chancery.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.Sealed;
import dev.chancery.crypto.SigningKey;
import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.id.RealmId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Signing keys at rest, their private parts sealed under the master key and bound to their realm.
public record SigningKeyStore(Database db, MasterKeys masters) {

    private static final String COLUMNS =
            "realm_id, kid, algorithm, public_jwk, sealed_private, published_at, active_from, superseded_at, gone_at";

    public List<RealmKey> all(RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS
                        + " FROM signing_key WHERE realm_id = :realm ORDER BY active_from DESC, kid")
                .bind("realm", realm)
                .map((row, _) -> key(row))
                .list());
    }

    /// Whose key this is.
    public Optional<RealmId> realmOf(String kid) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM signing_key WHERE kid = :kid")
                .bind("kid", kid)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findFirst());
    }

    /// False when the realm has a current key of that algorithm already.
    boolean insert(RealmKey key) {
        var jwk = key.key().toJwk().getBytes(UTF_8);
        return db.write(tx -> tx.createUpdate("INSERT INTO signing_key (" + COLUMNS + """
                        ) VALUES (:realm, :kid, :algorithm, :public, :sealed, :published_at, :active_from, NULL, NULL)
                        ON CONFLICT DO NOTHING""")
                        .bind("realm", key.realm())
                        .bind("kid", key.key().kid())
                        .bind("algorithm", key.key().algorithm().name())
                        .bind("public", key.key().publicJwk().toJSONString())
                        .bind(
                                "sealed",
                                Sealed.seal(
                                                masters.current(),
                                                jwk,
                                                context(key.realm(), key.key().kid()))
                                        .text())
                        .bind("published_at", key.publishedAt())
                        .bind("active_from", key.activeFrom())
                        .execute()
                == 1);
    }

    /// False when somebody else has superseded it already.
    boolean supersede(RealmKey key, Instant at, Instant goneAt) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE signing_key SET superseded_at = :at, gone_at = :gone_at
                         WHERE realm_id = :realm AND kid = :kid AND superseded_at IS NULL""")
                        .bind("realm", key.realm())
                        .bind("kid", key.key().kid())
                        .bind("at", at)
                        .bind("gone_at", goneAt)
                        .execute()
                == 1);
    }

    /// Ends every key of the realm at once.
    void revokeAll(RealmId realm, Instant at) {
        db.writes(tx -> tx.createUpdate("""
                        UPDATE signing_key SET gone_at = :at, superseded_at = COALESCE(superseded_at, :at)
                         WHERE realm_id = :realm AND (gone_at IS NULL OR gone_at > :at)""").bind("realm", realm).bind("at", at).execute());
    }

    /// Current keys whose time to be succeeded has come, by the setting of their realm.
    List<RealmKey> due(Instant now, int limit) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + """
                         FROM signing_key
                        WHERE superseded_at IS NULL AND published_at < :least
                          AND EXISTS (SELECT 1 FROM realm r WHERE r.id = realm_id AND r.deleted_at IS NULL
                                         AND signing_key.active_from < :now - r.key_rotation_days * 86400000)
                        ORDER BY published_at LIMIT :limit""")
                .bind("now", now)
                .bind("least", now.minusSeconds(86_400))
                .bind("limit", limit)
                .map((row, _) -> key(row))
                .list());
    }

    void deleteGone(Instant now, int limit) {
        db.writes(
                tx -> tx.createUpdate("""
                        DELETE FROM signing_key WHERE (realm_id, kid) IN
                        (SELECT realm_id, kid FROM signing_key WHERE gone_at IS NOT NULL AND gone_at < :now LIMIT :limit)""").bind("now", now).bind("limit", limit).execute());
    }

    /// Brings every private part under the present master key.
    public void reseal(MasterKeys keys) {
        db.writes(tx -> {
            var each = tx.prepareBatch(
                    "UPDATE signing_key SET sealed_private = :sealed WHERE realm_id = :realm AND kid = :kid AND sealed_private = :read");
            tx.createQuery("SELECT realm_id, kid, sealed_private FROM signing_key")
                    .map((row, _) -> new SealedPart(
                            new RealmId(row.getString(1)), row.getString(2), new Sealed(row.getString(3))))
                    .list()
                    .forEach(part -> each.bind("realm", part.realm())
                            .bind("kid", part.kid())
                            .bind("read", part.sealed().text())
                            .bind(
                                    "sealed",
                                    part.sealed()
                                            .resealed(keys, context(part.realm(), part.kid()))
                                            .text())
                            .add());
            if (each.size() > 0) each.execute();
        });
    }

    private record SealedPart(RealmId realm, String kid, Sealed sealed) {}

    private RealmKey key(ResultSet row) throws SQLException {
        var realm = new RealmId(row.getString("realm_id"));
        var jwk = new Sealed(row.getString("sealed_private")).open(masters, context(realm, row.getString("kid")));
        return new RealmKey(
                realm,
                SigningKey.fromJwk(new String(jwk, UTF_8)),
                Instant.ofEpochMilli(row.getLong("published_at")),
                Instant.ofEpochMilli(row.getLong("active_from")),
                Columns.instant(row, "superseded_at"),
                Columns.instant(row, "gone_at"));
    }

    private static String context(RealmId realm, String kid) {
        return Sealed.context(realm.value(), "signing-key", kid);
    }
}
