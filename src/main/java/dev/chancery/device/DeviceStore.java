package dev.chancery.device;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.device.DeviceAuthorization.State;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Devices that wait, at rest; both their codes only as hashes, the short one as a keyed one.
public record DeviceStore(Database db, MasterKeys masters) {
    private static final int CHUNK = 1_000;

    /// RFC 8628 §3.5: "this and all subsequent requests MUST have the interval increased by 5 seconds"
    private static final int SLOWER = 5;

    private static final String SELECT = """
            SELECT d.device_hash, d.realm_id, d.client_id, c.client_id AS name, d.scope, d.address, d.user_agent,
                   d.state, d.session_id, d.begun_at, d.ends_at
              FROM device_authorization d JOIN client c ON c.id = d.client_id
             WHERE d.realm_id = :realm AND\s""";

    /// False when another device shows the same code.
    boolean insert(DeviceAuthorization asked, UserCode code, int pauseSeconds) {
        return db.write(tx -> tx.createUpdate("""
                        INSERT INTO device_authorization (device_hash, user_hash, realm_id, client_id, scope, address,
                               user_agent, state, session_id, entries, pause, polled_at, begun_at, ends_at)
                        VALUES (:device, :user, :realm, :client, :scope, :address, :agent, :state, NULL, 0, :pause,
                               NULL, :begun_at, :ends_at)
                        ON CONFLICT (user_hash) DO NOTHING""")
                        .bind("device", asked.device().hex())
                        .bind("user", code.hash(masters.current(), asked.realm()))
                        .bind("realm", asked.realm())
                        .bind("client", asked.client())
                        .bind("scope", asked.scope())
                        .bind("address", asked.address())
                        .bind("agent", asked.userAgent())
                        .bind("state", asked.state().name())
                        .bind("pause", pauseSeconds)
                        .bind("begun_at", asked.begunAt())
                        .bind("ends_at", asked.endsAt())
                        .execute()
                == 1);
    }

    /// Somebody has typed the code: false when no device that waits shows it, or it was typed too often.
    boolean enter(RealmId realm, UserCode code, int most, Instant now) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE device_authorization SET entries = entries + 1
                         WHERE user_hash IN (<user>) AND state = 'PENDING' AND ends_at > :now AND entries < :most""")
                        .bindList("user", code.hashes(masters, realm))
                        .bind("now", now)
                        .bind("most", most)
                        .execute()
                == 1);
    }

    Optional<DeviceAuthorization> findPending(RealmId realm, UserCode code, Instant now) {
        return db.read(
                tx -> tx.createQuery(SELECT + "d.user_hash IN (<user>) AND d.state = 'PENDING' AND d.ends_at > :now")
                        .bind("realm", realm)
                        .bindList("user", code.hashes(masters, realm))
                        .bind("now", now)
                        .map((row, _) -> device(row))
                        .findOne());
    }

    /// Ended or not, in whatever state: only [#poll], [#tell] and [#take] decide.
    Optional<DeviceAuthorization> find(RealmId realm, TokenHash device) {
        return db.read(tx -> tx.createQuery(SELECT + "d.device_hash = :device")
                .bind("realm", realm)
                .bind("device", device.hex())
                .map((row, _) -> device(row))
                .findOne());
    }

    /// `session` in which it is allowed; absent when it is denied. True for one caller only, while it waits.
    boolean decide(RealmId realm, UserCode code, @Nullable SessionId session, Instant now) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE device_authorization SET state = :state, session_id = :session
                         WHERE user_hash IN (<user>) AND state = 'PENDING' AND ends_at > :now""")
                        .bind("state", (session == null ? State.DENIED : State.ALLOWED).name())
                        .bind("session", session)
                        .bindList("user", code.hashes(masters, realm))
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /// What somebody allowed a client's devices and these have not fetched is denied; how many there were.
    public int denyAllowed(SubjectId person, ClientKey client) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE device_authorization SET state = 'DENIED'
                         WHERE client_id = :client AND state = 'ALLOWED'
                           AND session_id IN (SELECT id FROM user_session WHERE person_id = :person)""")
                .bind("client", client)
                .bind("person", person)
                .execute());
    }

    /// False when the device asks too soon after it asked last; it has to wait longer from then on.
    boolean poll(TokenHash device, Instant now) {
        return db.write(tx -> {
            var inTime = tx.createUpdate("""
                            UPDATE device_authorization SET polled_at = :now
                             WHERE device_hash = :device
                               AND (polled_at IS NULL OR polled_at + pause * 1000 <= :now)""")
                            .bind("device", device.hex())
                            .bind("now", now)
                            .execute()
                    == 1;
            if (!inTime)
                tx.createUpdate("""
                        UPDATE device_authorization SET pause = pause + :slower, polled_at = :now
                         WHERE device_hash = :device""")
                        .bind("device", device.hex())
                        .bind("now", now)
                        .bind("slower", SLOWER)
                        .execute();
            return inTime;
        });
    }

    /// The device learns that it was denied: true for one caller only.
    boolean tell(TokenHash device) {
        return over(device, State.DENIED);
    }

    /// The device gets what it was allowed: true for one caller only.
    boolean take(TokenHash device) {
        return over(device, State.ALLOWED);
    }

    private boolean over(TokenHash device, State from) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE device_authorization SET state = 'TOLD' WHERE device_hash = :device AND state = :from""")
                        .bind("device", device.hex())
                        .bind("from", from.name())
                        .execute()
                == 1);
    }

    /// At most a thousand; how many there were.
    public int deleteEnded(Instant before) {
        return db.write(tx ->
                tx.createUpdate("""
                        DELETE FROM device_authorization
                         WHERE device_hash IN
                               (SELECT device_hash FROM device_authorization WHERE ends_at <= :before LIMIT :chunk)""").bind("before", before).bind("chunk", CHUNK).execute());
    }

    private static DeviceAuthorization device(ResultSet row) throws SQLException {
        var session = row.getString("session_id");
        return new DeviceAuthorization(
                TokenHash.ofHex(row.getString("device_hash")),
                new RealmId(row.getString("realm_id")),
                new ClientKey(row.getString("client_id")),
                row.getString("name"),
                row.getString("scope"),
                row.getString("address"),
                row.getString("user_agent"),
                State.valueOf(row.getString("state")),
                session == null ? null : new SessionId(session),
                Instant.ofEpochMilli(row.getLong("begun_at")),
                Instant.ofEpochMilli(row.getLong("ends_at")));
    }
}
