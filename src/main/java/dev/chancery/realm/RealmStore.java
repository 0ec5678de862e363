package dev.chancery.realm;

import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.RealmId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;

/// Realms at rest. A deleted one keeps its row, in the bin, but gives up its name.
public record RealmStore(Database db, Pages pages) {

    private static final List<String> PORTIONED = List.of(
            "authorization_grant",
            "user_session",
            "client",
            "person",
            "role_mapping",
            "role",
            "people_group",
            "client_scope");
    private static final int PORTION = 200;

    private static final String COLUMNS = """
            id, name, display_name, enabled, token_lifespan_seconds, refresh_token_lifespan_seconds, mfa_required,
            signature_algorithm, access_token_type, default_audience, key_rotation_days, not_before, session_idle_seconds,
            session_lifespan_seconds, remember_me_seconds, offline_lifespan_seconds, refresh_grace_seconds, brand_colour, brand_logo, created_at,
            version, deleted_at""";

    public Optional<Realm> find(String name) {
        return db.read(
                tx -> tx.createQuery("SELECT " + COLUMNS + " FROM realm WHERE name = :name AND deleted_at IS NULL")
                        .bind("name", name)
                        .map((row, _) -> realm(row))
                        .findOne());
    }

    public Optional<Realm> find(RealmId id) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM realm WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> realm(row))
                .findOne());
    }

    public boolean isEmpty() {
        return db.read(tx -> tx.createQuery("SELECT 1 FROM realm LIMIT 1")
                .mapTo(Integer.class)
                .findOne()
                .isEmpty());
    }

    public Page<Realm> page(RealmFilter filter, PageRequest request) {
        var list = new Keyset<>(
                        COLUMNS,
                        "realm WHERE " + filter.where(),
                        List.of("name", "id"),
                        false,
                        (row, _) -> realm(row),
                        realm -> List.of(realm.name(), realm.id().value()))
                .within(filter.name())
                .through(filter.filter());
        var name = new ListName("realm", "", filter.asked());
        return db.read(tx -> list.page(tx, name, filter.values(), request, pages));
    }

    /// Until the unit ends, nobody else changes the realm or locks it.
    public void lock(RealmId id) {
        db.writes(tx -> tx.createUpdate("UPDATE realm SET version = version WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    /// False when the name is taken.
    public boolean insert(Realm realm) {
        return db.write(tx -> bound(tx.createUpdate("INSERT INTO realm (" + COLUMNS + """
                        ) VALUES (:id, :name, :display_name, :enabled, :token_lifespan, :refresh_lifespan, :mfa,
                        :algorithm, :token_type, :audience, :rotation, :not_before, :session_idle, :session_lifespan,
                        :remember_me, :offline_lifespan, :refresh_grace, :brand_colour, :brand_logo, :created_at, 1,
                        NULL)
                        ON CONFLICT DO NOTHING"""), realm)
                        .bind("id", realm.id())
                        .bind("name", realm.name())
                        .bind("created_at", realm.createdAt())
                        .execute()
                == 1);
    }

    /// The new version; absent when somebody else changed the realm since it was read.
    public Optional<Long> update(Realm realm) {
        return db.write(tx -> bound(tx.createQuery("""
                        UPDATE realm SET display_name = :display_name, enabled = :enabled,
                               token_lifespan_seconds = :token_lifespan,
                               refresh_token_lifespan_seconds = :refresh_lifespan, mfa_required = :mfa,
                               signature_algorithm = :algorithm, access_token_type = :token_type,
                               default_audience = :audience, key_rotation_days = :rotation, not_before = :not_before,
                               session_idle_seconds = :session_idle, session_lifespan_seconds = :session_lifespan,
                               remember_me_seconds = :remember_me, offline_lifespan_seconds = :offline_lifespan,
                               refresh_grace_seconds = :refresh_grace, brand_colour = :brand_colour,
                               brand_logo = :brand_logo,
                               version = version + 1
                         WHERE id = :id AND version = :version AND deleted_at IS NULL
                        RETURNING version"""), realm)
                .bind("id", realm.id())
                .bind("version", realm.version())
                .mapTo(Long.class)
                .findOne());
    }

    /// False when somebody else changed the realm since it was read, or binned it.
    public boolean bin(Realm realm, Instant now) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE realm SET deleted_at = :now, version = version + 1
                         WHERE id = :id AND version = :version AND deleted_at IS NULL""")
                        .bind("id", realm.id())
                        .bind("version", realm.version())
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /// False when it is not in the bin, or its name has been taken meanwhile.
    public boolean restore(Realm realm) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE realm SET deleted_at = NULL, version = version + 1
                         WHERE id = :id AND deleted_at > 0
                           AND NOT EXISTS (SELECT 1 FROM realm other WHERE other.name = :name AND other.deleted_at IS NULL)""")
                        .bind("id", realm.id())
                        .bind("name", realm.name())
                        .execute()
                == 1);
    }

    public List<Realm> binnedBefore(Instant then, int limit) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS
                                + " FROM realm WHERE deleted_at IS NOT NULL AND deleted_at < :then ORDER BY deleted_at LIMIT :limit")
                .bind("then", then)
                .bind("limit", limit)
                .map((row, _) -> realm(row))
                .list());
    }

    /// From now on the realm cannot be restored. False when it has been taken out of the bin, and perhaps put there
    /// again.
    public boolean condemn(RealmId id, Instant binnedBefore) {
        return db.write(tx -> tx.createUpdate(
                                "UPDATE realm SET deleted_at = 0 WHERE id = :id AND deleted_at IS NOT NULL AND deleted_at < :then")
                        .bind("id", id)
                        .bind("then", binnedBefore)
                        .execute()
                == 1);
    }

    /// Some of what is in a condemned realm, so that nobody waits for it; false when hardly anything is left.
    boolean deleteSome(RealmId id) {
        for (var table : PORTIONED) {
            int gone = db.write(tx -> tx.createUpdate(
                            "DELETE FROM %1$s WHERE id IN (SELECT id FROM %1$s WHERE realm_id = :realm LIMIT :portion)"
                                    .formatted(table))
                    .bind("realm", id)
                    .bind("portion", PORTION)
                    .execute());
            if (gone > 0) return true;
        }
        return false;
    }

    /// A condemned one, with the little that is left in it.
    void delete(RealmId id) {
        db.writes(tx -> tx.createUpdate("DELETE FROM realm WHERE id = :id AND deleted_at = 0")
                .bind("id", id)
                .execute());
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Realm realm) {
        var settings = realm.settings();
        var sessions = settings.sessions();
        return statement
                .bind("display_name", settings.displayName())
                .bind("enabled", settings.enabled())
                .bind("token_lifespan", settings.tokenLifespanSeconds())
                .bind("refresh_lifespan", settings.refreshTokenLifespanSeconds())
                .bind("mfa", settings.mfaRequired())
                .bind("algorithm", settings.signatureAlgorithm().name())
                .bind("token_type", settings.accessTokenType().name())
                .bind("audience", settings.defaultAudience())
                .bind("rotation", settings.keyRotationDays())
                .bind("not_before", settings.notBefore())
                .bind("session_idle", sessions.idleSeconds())
                .bind("session_lifespan", sessions.lifespanSeconds())
                .bind("remember_me", sessions.rememberMeSeconds())
                .bind("offline_lifespan", sessions.offlineLifespanSeconds())
                .bind("refresh_grace", sessions.refreshGraceSeconds())
                .bind("brand_colour", settings.brand().colour())
                .bind("brand_logo", settings.brand().logo());
    }

    private static Realm realm(ResultSet row) throws SQLException {
        var settings = new RealmSettings(
                row.getString("display_name"),
                row.getBoolean("enabled"),
                row.getLong("token_lifespan_seconds"),
                row.getLong("refresh_token_lifespan_seconds"),
                row.getBoolean("mfa_required"),
                SignatureAlgorithm.valueOf(row.getString("signature_algorithm")),
                AccessTokenType.valueOf(row.getString("access_token_type")),
                row.getString("default_audience"),
                row.getLong("key_rotation_days"),
                row.getLong("not_before"),
                new SessionSettings(
                        row.getLong("session_idle_seconds"),
                        row.getLong("session_lifespan_seconds"),
                        row.getLong("remember_me_seconds"),
                        row.getLong("offline_lifespan_seconds"),
                        row.getLong("refresh_grace_seconds")),
                new Brand(row.getString("brand_colour"), row.getString("brand_logo")));
        return new Realm(
                new RealmId(row.getString("id")),
                row.getString("name"),
                settings,
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"),
                Columns.instant(row, "deleted_at"));
    }
}
