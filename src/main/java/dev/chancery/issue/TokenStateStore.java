package dev.chancery.issue;

import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything that can end a token early, as it stands in the database, in one look.
record TokenStateStore(Database db) {

    /// @param personEnabled absent when the subject is no person of the realm
    /// @param notBefore the latest of those that apply, in seconds since the epoch
    record State(
            boolean realmEnabled,
            boolean clientEnabled,
            ClientKey client,
            SubjectId serviceAccount,
            @Nullable Boolean personEnabled,
            long notBefore,
            boolean revoked) {}

    Optional<State> find(RealmId realm, String clientId, String subject, String jti) {
        return db.read(tx -> tx.createQuery("""
                        SELECT r.enabled AS realm_enabled, r.not_before AS realm_nb,
                               c.id AS client, c.enabled AS client_enabled, c.not_before AS client_nb, c.service_account_id,
                               p.id AS person, p.enabled AS person_enabled, p.not_before AS person_nb, t.jti AS revoked
                          FROM realm r
                          JOIN client c ON c.realm_id = r.id AND c.client_id = :client AND c.deleted_at IS NULL
                          LEFT JOIN person p ON p.realm_id = r.id AND p.id = :subject
                          LEFT JOIN revoked_token t ON t.realm_id = r.id AND t.jti = :jti
                         WHERE r.id = :realm AND r.deleted_at IS NULL""")
                .bind("realm", realm)
                .bind("client", clientId)
                .bind("subject", subject)
                .bind("jti", jti)
                .map((row, _) -> new State(
                        row.getBoolean("realm_enabled"),
                        row.getBoolean("client_enabled"),
                        new ClientKey(row.getString("client")),
                        new SubjectId(row.getString("service_account_id")),
                        row.getString("person") == null ? null : row.getBoolean("person_enabled"),
                        Math.max(
                                Math.max(row.getLong("realm_nb"), row.getLong("client_nb")),
                                Optional.ofNullable(Columns.number(row, "person_nb"))
                                        .orElse(0L)),
                        row.getString("revoked") != null))
                .findOne());
    }
}
