package dev.chancery.issue;

import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.id.RealmId;
import java.time.Duration;
import java.time.Instant;

/// Which tokens were revoked before their time, by `jti`, for a day longer than they would have lived.
public record RevokedTokenStore(Database db) {
    public static final String TOPIC = "token";
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    /// False when it was revoked already.
    public boolean insert(RealmId realm, String jti, Instant expiresAt) {
        return db.write(tx -> {
            var inserted = tx.createUpdate("""
                            INSERT INTO revoked_token (realm_id, jti, expires_at) VALUES (:realm, :jti, :expires_at)
                            ON CONFLICT DO NOTHING""")
                            .bind("realm", realm)
                            .bind("jti", jti)
                            .bind("expires_at", expiresAt)
                            .execute()
                    == 1;
            if (inserted) Changes.announce(realm.value(), TOPIC, jti);
            return inserted;
        });
    }

    /// By one node's clock; to another's, or once it is set back, they may live on for a while.
    public void deleteExpired(Instant now) {
        db.writes(tx -> tx.createUpdate("DELETE FROM revoked_token WHERE expires_at < :then")
                .bind("then", now.minus(CLOCKS_DIFFER))
                .execute());
    }
}
