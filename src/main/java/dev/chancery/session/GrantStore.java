package dev.chancery.session;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.id.ClientKey;
import dev.chancery.id.GrantId;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What clients were let have, at rest: codes and refresh tokens only as hashes, each taken by one statement.
public record GrantStore(Database db) {
    public static final String TOPIC = "grant";
    private static final int CHUNK = 1_000;

    public static final String COLUMNS = """
            id, realm_id, client_id, person_id, session_id, scope, request, authenticated_at, methods, level,
            granted_at, counter, alive_until, ends_at""";

    /// A code as it was found: RFC 6749 §4.1.2.
    ///
    /// @param redeemedAt when it was taken; absent while it can be
    public record Code(
            AuthorizationGrant grant,
            Instant endsAt,
            @Nullable Instant redeemedAt) {}

    /// A grant whose code is to be redeemed until then.
    public void insert(AuthorizationGrant grant, TokenHash code, Instant codeEndsAt) {
        insert(grant, code, codeEndsAt, null, null);
    }

    /// A grant without a code, with its first refresh token where it has one.
    public void insert(AuthorizationGrant grant, @Nullable TokenHash refresh) {
        insert(grant, null, null, grant.grantedAt(), refresh);
    }

    private void insert(
            AuthorizationGrant grant,
            @Nullable TokenHash code,
            @Nullable Instant codeEndsAt,
            @Nullable Instant redeemedAt,
            @Nullable TokenHash refresh) {
        var signIn = grant.signIn();
        db.writes(tx -> tx.createUpdate(
                        "INSERT INTO authorization_grant (code_hash, code_ends_at, redeemed_at, tip_hash, "
                                + COLUMNS + """
                        ) VALUES (:code, :code_ends_at, :redeemed_at, :tip, :id, :realm, :client, :person, :session,
                        :scope, :request, :authenticated_at, :methods, :level, :granted_at, :counter, :alive_until,
                        :ends_at)""")
                .bind("code", hex(code))
                .bind("code_ends_at", codeEndsAt)
                .bind("redeemed_at", redeemedAt)
                .bind("tip", hex(refresh))
                .bind("id", grant.id())
                .bind("realm", grant.realm())
                .bind("client", grant.client())
                .bind("person", grant.person())
                .bind("session", grant.session())
                .bind("scope", grant.scope())
                .bind("request", grant.terms().text())
                .bind("authenticated_at", signIn.at())
                .bind("methods", String.join(" ", signIn.methods()))
                .bind("level", signIn.level())
                .bind("granted_at", grant.grantedAt())
                .bind("counter", grant.counter())
                .bind("alive_until", grant.aliveUntil())
                .bind("ends_at", grant.endsAt())
                .execute());
    }

    /// Redeemed or not, ended or not: only [#redeem] decides.
    public Optional<Code> findByCode(RealmId realm, TokenHash code) {
        return db.read(tx -> tx.createQuery("SELECT code_ends_at, redeemed_at, " + COLUMNS
                        + " FROM authorization_grant WHERE code_hash = :code AND realm_id = :realm")
                .bind("code", code.hex())
                .bind("realm", realm)
                .map((row, _) -> new Code(
                        grant(row, ""),
                        Instant.ofEpochMilli(row.getLong("code_ends_at")),
                        Columns.instant(row, "redeemed_at")))
                .findOne());
    }

    /// Takes the code, with the first refresh token where there is one: true for one caller only, while it lives.
    public boolean redeem(GrantId id, Instant now, @Nullable TokenHash refresh, Instant aliveUntil, Instant endsAt) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE authorization_grant
                           SET redeemed_at = :now, tip_hash = :tip, alive_until = :alive_until, ends_at = :ends_at
                         WHERE id = :id AND redeemed_at IS NULL AND code_ends_at > :now""")
                        .bind("id", id)
                        .bind("now", now)
                        .bind("tip", hex(refresh))
                        .bind("alive_until", aliveUntil)
                        .bind("ends_at", endsAt)
                        .execute()
                == 1);
    }

    /// With all tokens that came of it. False when there was none.
    boolean delete(RealmId realm, GrantId id) {
        return db.write(tx -> tx.createUpdate("DELETE FROM authorization_grant WHERE id = :id AND realm_id = :realm")
                        .bind("id", id)
                        .bind("realm", realm)
                        .execute()
                == 1);
    }

    /// All that somebody let clients have, also what they have no session for; how many there were.
    public int deleteOf(SubjectId person) {
        return db.write(tx -> tx.createUpdate("DELETE FROM authorization_grant WHERE person_id = :person")
                .bind("person", person)
                .execute());
    }

    /// All that somebody let one client have; how many there were.
    public int deleteOf(SubjectId person, ClientKey client) {
        return db.write(tx -> tx.createUpdate(
                        "DELETE FROM authorization_grant WHERE person_id = :person AND client_id = :client")
                .bind("person", person)
                .bind("client", client)
                .execute());
    }

    /// At most a thousand of those in the realm that were given until then; how many there were.
    int deleteSome(RealmId realm, Instant until) {
        return db.write(tx -> tx.createUpdate("""
                        DELETE FROM authorization_grant
                         WHERE id IN (SELECT id FROM authorization_grant
                                       WHERE realm_id = :realm AND granted_at <= :until LIMIT :chunk)""")
                .bind("realm", realm)
                .bind("until", until)
                .bind("chunk", CHUNK)
                .execute());
    }

    /// The clients that got something in these sessions, by `client_id`.
    public Map<SessionId, Set<String>> findClients(List<SessionId> sessions) {
        if (sessions.isEmpty()) return Map.of();
        var clients = new HashMap<SessionId, Set<String>>();
        db.read(tx -> tx.createQuery("""
                        SELECT DISTINCT g.session_id, c.client_id
                          FROM authorization_grant g JOIN client c ON c.id = g.client_id
                         WHERE g.session_id IN (<sessions>) AND g.redeemed_at IS NOT NULL""")
                .bindList("sessions", sessions.stream().map(SessionId::value).toList())
                .map((row, _) -> clients.computeIfAbsent(new SessionId(row.getString(1)), _ -> new TreeSet<>())
                        .add(row.getString(2)))
                .list());
        return clients;
    }

    /// At most a thousand; how many there were.
    public int deleteEnded(Instant now) {
        return db.write(
                tx -> tx.createUpdate("""
                        DELETE FROM authorization_grant
                         WHERE id IN (SELECT id FROM authorization_grant WHERE alive_until <= :now LIMIT :chunk)""").bind("now", now).bind("chunk", CHUNK).execute());
    }

    private static @Nullable String hex(@Nullable TokenHash hash) {
        return hash == null ? null : hash.hex();
    }

    /// Where the columns' names have that before them.
    public static AuthorizationGrant grant(ResultSet row, String at) throws SQLException {
        var session = row.getString(at + "session_id");
        return new AuthorizationGrant(
                new GrantId(row.getString(at + "id")),
                new RealmId(row.getString(at + "realm_id")),
                new ClientKey(row.getString(at + "client_id")),
                new SubjectId(row.getString(at + "person_id")),
                session == null ? null : new SessionId(session),
                row.getString(at + "scope"),
                Terms.of(row.getString(at + "request")),
                SessionStore.signIn(row, at),
                Instant.ofEpochMilli(row.getLong(at + "granted_at")),
                row.getLong(at + "counter"),
                Instant.ofEpochMilli(row.getLong(at + "alive_until")),
                Instant.ofEpochMilli(row.getLong(at + "ends_at")));
    }
}
