package dev.chancery.history;

import dev.chancery.db.Database;
import dev.chancery.id.RealmId;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the things of a realm are called: one question for all of a kind.
public record NameStore(Database db) {

    /// Where their ids and names are kept, and whether they are in use.
    enum Kind {
        CLIENT("client t", "t.id", "t.client_id", "t.deleted_at IS NULL"),
        ACCOUNT("client t", "t.service_account_id", "t.client_id", "t.deleted_at IS NULL"),
        SCOPE("client_scope t", "t.id", "t.name", "TRUE"),
        ROLE("role t LEFT JOIN client c ON c.id = t.client_id", "t.id", "t.name", "c.deleted_at IS NULL"),
        GROUP("people_group t", "t.id", "t.name", "TRUE"),
        USER("person t", "t.id", "t.username", "TRUE");

        private final String question;

        /// Said so that SQLite doesn't walk through the realm instead.
        Kind(String from, String id, String name, String inUse) {
            question = """
                    SELECT %s AS id, %s AS name, %s AS in_use FROM %s
                     WHERE (t.realm_id = :realm) IS TRUE AND %s IN (<ids>)""".formatted(id, name, inUse, from, id);
        }
    }

    /// @param inUse and not in the bin
    record Named(String id, String name, boolean inUse) {}

    /// By their ids.
    Map<String, Named> all(RealmId realm, Kind kind, Set<String> ids) {
        return db.read(tx -> tx
                .createQuery(kind.question)
                .bind("realm", realm)
                .bindList("ids", ids)
                .map((row, _) -> new Named(row.getString("id"), row.getString("name"), row.getBoolean("in_use")))
                .stream()
                .collect(Collectors.toMap(Named::id, Function.identity())));
    }
}
