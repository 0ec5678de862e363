package dev.chancery.consent;

import dev.chancery.db.Database;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.ScopeId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.time.Instant;
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
                        .map((row, _) -> JsonText.texts(row.getString(1)).stream()
                                .map(ScopeId::new)
                                .collect(Collectors.toUnmodifiableSet()))
                        .findOne())
                .orElse(Set.of());
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
}
