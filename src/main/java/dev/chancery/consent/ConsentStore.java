package dev.chancery.consent;

import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.ScopeId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What people have agreed that clients may have, at rest: by the ids of scopes, so that one made again is asked for
/// again.
public record ConsentStore(Database db) {

    /// The scopes that somebody agreed to; none, when they were never asked.
    public Set<ScopeId> find(SubjectId person, ClientKey client) {
        return db.read(tx -> tx.createQuery(
                                "SELECT scopes FROM consent WHERE person_id = :person AND client_id = :client")
                        .bind("person", person)
                        .bind("client", client)
                        .map((row, _) -> ids(row))
                        .findOne())
                .orElse(Set.of());
    }

    /// The same, inside a unit: nobody withdraws it until that ends.
    Set<ScopeId> lock(SubjectId person, ClientKey client) {
        return db.write(tx -> tx.createQuery("""
                                UPDATE consent SET scopes = scopes
                                 WHERE person_id = :person AND client_id = :client RETURNING scopes""")
                        .bind("person", person)
                        .bind("client", client)
                        .map((row, _) -> ids(row))
                        .findOne())
                .orElse(Set.of());
    }

    /// Each client that may do something in somebody's name, by `client_id`; none that is in the bin.
    public List<Agreement> all(SubjectId person, Instant now) {
        return db.read(tx -> tx
                .createQuery("""
                        SELECT c.id, c.client_id, c.name, MAX(allowed.scopes) AS scopes, MAX(allowed.at) AS granted_at,
                               MIN(allowed.since) AS since
                          FROM (SELECT client_id, scopes, granted_at AS at, NULL AS since
                                  FROM consent WHERE person_id = :person
                                 UNION ALL
                                SELECT client_id, NULL, NULL, granted_at
                                  FROM authorization_grant
                                 WHERE person_id = :person AND session_id IS NULL AND redeemed_at IS NOT NULL
                                   AND alive_until > :now) allowed
                          JOIN client c ON c.id = allowed.client_id
                         WHERE c.deleted_at IS NULL
                         GROUP BY c.id, c.client_id, c.name""")
                .bind("person", person)
                .bind("now", now)
                .map((row, _) -> new Agreement(
                        new ClientKey(row.getString("id")),
                        row.getString("client_id"),
                        row.getString("name"),
                        row.getString("scopes") == null ? Set.of() : ids(row),
                        Columns.instant(row, "granted_at"),
                        Columns.instant(row, "since")))
                .stream()
                .sorted(Comparator.comparing(Agreement::clientId))
                .toList());
    }

    /// In place of what they agreed to before.
    public void put(RealmId realm, SubjectId person, ClientKey client, Set<ScopeId> scopes, Instant now) {
        var ids = new TreeSet<String>();
        scopes.forEach(scope -> ids.add(scope.value()));
        db.writes(tx -> tx.createUpdate("""
                        INSERT INTO consent (person_id, client_id, realm_id, scopes, granted_at)
                        VALUES (:person, :client, :realm, :scopes, :now)
                        ON CONFLICT (person_id, client_id) DO UPDATE SET scopes = :scopes, granted_at = :now""")
                .bind("person", person)
                .bind("client", client)
                .bind("realm", realm)
                .bind("scopes", JsonText.of(ids))
                .bind("now", now)
                .execute());
    }

    /// False when there was none.
    public boolean delete(SubjectId person, ClientKey client) {
        return db.write(tx -> tx.createUpdate("DELETE FROM consent WHERE person_id = :person AND client_id = :client")
                        .bind("person", person)
                        .bind("client", client)
                        .execute()
                == 1);
    }

    private static Set<ScopeId> ids(ResultSet row) throws SQLException {
        return JsonText.texts(row.getString("scopes")).stream()
                .map(ScopeId::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
