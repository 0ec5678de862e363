package dev.chancery.session;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Sessions at rest; the handle in a browser's cookie only as a hash.
public record SessionStore(Database db, Pages pages) {
    private static final int CHUNK = 1_000;

    /// A session that is in use is written again no sooner.
    private static final Duration SEEN_LATELY = Duration.ofSeconds(30);

    public static final String COLUMNS = """
            id, realm_id, person_id, authenticated_at, methods, level, address, user_agent, remembered, started_at,
            seen_at, alive_until, ends_at""";

    /// Alive or not: see [Session#isAlive].
    public Optional<Session> find(RealmId realm, SessionId id) {
        return db.read(
                tx -> tx.createQuery("SELECT " + COLUMNS + " FROM user_session WHERE id = :id AND realm_id = :realm")
                        .bind("id", id)
                        .bind("realm", realm)
                        .map((row, _) -> session(row))
                        .findOne());
    }

    /// Whose realm this is, whoever asks.
    public Optional<RealmId> realmOf(SessionId id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM user_session WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    /// The one that a browser's cookie names, alive or not.
    public Optional<Session> find(RealmId realm, TokenHash cookie) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS + " FROM user_session WHERE cookie_hash = :cookie AND realm_id = :realm")
                .bind("cookie", cookie.hex())
                .bind("realm", realm)
                .map((row, _) -> session(row))
                .findOne());
    }

    /// Those that are alive, the newest first.
    public Page<Session> page(RealmId realm, SessionFilter filter, Instant now, PageRequest request) {
        var list = new Keyset<>(
                        COLUMNS,
                        "user_session WHERE realm_id = :realm" + filter.where() + " AND alive_until > :now",
                        List.of("started_at", "id"),
                        true,
                        (row, _) -> session(row),
                        session -> List.of(
                                session.startedAt().toEpochMilli(), session.id().value()))
                .through(filter.filter());
        var name = new ListName("session", realm.value(), filter.toString());
        return db.read(tx -> list.page(tx, name, filter.values(realm, now), request, pages));
    }

    /// `cookie` is absent when there is no browser.
    public void insert(Session session, @Nullable TokenHash cookie) {
        db.writes(tx -> bound(tx.createUpdate("INSERT INTO user_session (cookie_hash, " + COLUMNS + """
                        ) VALUES (:cookie, :id, :realm, :person, :authenticated_at, :methods, :level, :address,
                        :user_agent, :remembered, :started_at, :seen_at, :alive_until, :ends_at)"""), session)
                .bind("cookie", cookie == null ? null : cookie.hex())
                .execute());
    }

    /// The same person has proved themselves anew in the same browser, which gets another cookie. False when the
    /// session has ended meanwhile.
    public boolean renew(Session session, TokenHash cookie, Instant now) {
        return db.write(tx -> bound(tx.createUpdate("""
                        UPDATE user_session
                           SET cookie_hash = :cookie, authenticated_at = :authenticated_at, methods = :methods,
                               level = :level, address = :address, user_agent = :user_agent, remembered = :remembered,
                               seen_at = :seen_at, alive_until = :alive_until, ends_at = :ends_at
                         WHERE id = :id AND realm_id = :realm AND person_id = :person AND alive_until > :now"""), session)
                        .bind("cookie", cookie.hex())
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /// It is in use, so that it lives until then, or to its end; false when it has ended.
    public boolean touch(Session session, Instant now, Instant aliveUntil) {
        if (!session.isAlive(now)) return false;
        return session.seenAt().plus(SEEN_LATELY).isAfter(now) || prolong(session, now, aliveUntil);
    }

    /// The same, written down in any case: inside a unit nobody ends it before that is over.
    public boolean prolong(Session session, Instant now, Instant aliveUntil) {
        return db.writeAlone(tx -> tx.createUpdate("""
                        UPDATE user_session
                           SET seen_at = :now,
                               alive_until = CASE WHEN ends_at < :until THEN ends_at
                                                  WHEN alive_until > :until THEN alive_until ELSE :until END
                         WHERE id = :id AND realm_id = :realm AND alive_until > :now""")
                        .bind("id", session.id())
                        .bind("realm", session.realm())
                        .bind("now", now)
                        .bind("until", aliveUntil)
                        .execute()
                == 1);
    }

    /// With all that clients were let have in it. False when there was none.
    public boolean delete(RealmId realm, SessionId id) {
        return db.write(tx -> tx.createUpdate("DELETE FROM user_session WHERE id = :id AND realm_id = :realm")
                        .bind("id", id)
                        .bind("realm", realm)
                        .execute()
                == 1);
    }

    /// All that somebody has; how many there were.
    public int deleteOf(SubjectId person) {
        return db.write(tx -> tx.createUpdate("DELETE FROM user_session WHERE person_id = :person")
                .bind("person", person)
                .execute());
    }

    /// Sign-ins in which somebody has shown something but is not in yet, but for `except`; and devices that they let in
    /// which have not asked since.
    void deleteUnderWay(SubjectId person, @Nullable TokenHash except) {
        db.writes(tx -> tx.createUpdate("""
                        DELETE FROM device_authorization
                         WHERE session_id IN (SELECT id FROM user_session WHERE person_id = :person)""").bind("person", person).execute());
        db.writes(tx -> tx.createUpdate("DELETE FROM interaction WHERE person_id = :person AND handle_hash <> :except")
                .bind("person", person)
                .bind("except", except == null ? "" : except.hex())
                .execute());
    }

    /// The same of everybody in the realm.
    void deleteUnderWay(RealmId realm) {
        db.writes(tx -> tx.createUpdate("DELETE FROM interaction WHERE realm_id = :realm AND person_id IS NOT NULL")
                .bind("realm", realm)
                .execute());
    }

    /// At most a thousand of the realm's that began until then; how many there were.
    int deleteSome(RealmId realm, Instant until) {
        return db.write(tx -> tx.createUpdate("""
                        DELETE FROM user_session
                         WHERE id IN (SELECT id FROM user_session
                                       WHERE realm_id = :realm AND started_at <= :until LIMIT :chunk)""")
                .bind("realm", realm)
                .bind("until", until)
                .bind("chunk", CHUNK)
                .execute());
    }

    /// At most a thousand; how many there were.
    public int deleteEnded(Instant now) {
        return db.write(
                tx -> tx.createUpdate("""
                        DELETE FROM user_session
                         WHERE id IN (SELECT id FROM user_session WHERE alive_until <= :now LIMIT :chunk)""").bind("now", now).bind("chunk", CHUNK).execute());
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Session session) {
        return statement
                .bind("id", session.id())
                .bind("realm", session.realm())
                .bind("person", session.person())
                .bind("authenticated_at", session.signIn().at())
                .bind("methods", String.join(" ", session.signIn().methods()))
                .bind("level", session.signIn().level())
                .bind("address", session.address())
                .bind("user_agent", session.userAgent())
                .bind("remembered", session.remembered())
                .bind("started_at", session.startedAt())
                .bind("seen_at", session.seenAt())
                .bind("alive_until", session.aliveUntil())
                .bind("ends_at", session.endsAt());
    }

    private static Session session(ResultSet row) throws SQLException {
        return session(row, "");
    }

    /// Where the columns' names have that before them.
    public static Session session(ResultSet row, String at) throws SQLException {
        return new Session(
                new SessionId(row.getString(at + "id")),
                new RealmId(row.getString(at + "realm_id")),
                new SubjectId(row.getString(at + "person_id")),
                signIn(row, at),
                row.getString(at + "address"),
                row.getString(at + "user_agent"),
                row.getBoolean(at + "remembered"),
                Instant.ofEpochMilli(row.getLong(at + "started_at")),
                Instant.ofEpochMilli(row.getLong(at + "seen_at")),
                Instant.ofEpochMilli(row.getLong(at + "alive_until")),
                Instant.ofEpochMilli(row.getLong(at + "ends_at")));
    }

    static SignIn signIn(ResultSet row, String at) throws SQLException {
        return new SignIn(
                Instant.ofEpochMilli(row.getLong(at + "authenticated_at")),
                List.of(row.getString(at + "methods").split(" ")),
                row.getString(at + "level"));
    }
}
