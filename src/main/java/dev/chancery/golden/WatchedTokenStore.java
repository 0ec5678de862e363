package dev.chancery.golden;

import dev.chancery.client.Grant;
import dev.chancery.db.Database;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Finds the tokens that a change may reach: a golden one stands for its client, else what the client gets by default.
public record WatchedTokenStore(Database db) {

    private static final String COLUMNS =
            "c.id, c.realm_id, c.client_id, g.client_id AS golden, g.person_id, g.scope, g.claims";
    private static final String NOT_NAMED = " AND c.deleted_at IS NULL AND c.id NOT IN (<named>)";

    /// @param total of which `tokens` are the first
    record Some(List<WatchedToken> tokens, long total) {}

    /// Of the clients that have one of these ids, or a service account that has it; those in the bin too.
    public List<WatchedToken> allNamed(RealmId realm, Collection<String> ids, int limit) {
        var all = "client c LEFT JOIN golden_token g ON g.client_id = c.id WHERE ";
        return Stream.of("c.id IN (<named>)", "c.service_account_id IN (<named>)")
                .flatMap(which -> tokens(all + which, "c.client_id, c.id", Map.of(), ids, limit).stream())
                .filter(token -> token.realm().equals(realm))
                .distinct()
                .limit(limit)
                .toList();
    }

    /// Golden ones of other clients.
    Some allGolden(RealmId realm, Collection<String> named, int limit) {
        var from = "golden_token g JOIN client c ON c.id = g.client_id WHERE g.realm_id = :realm" + NOT_NAMED;
        return some(from, "g.client_id", Map.of("realm", realm), named, limit);
    }

    /// Those of other clients that act on their own behalf; of those that always get this scope, where one is given.
    Some allActing(RealmId realm, @Nullable String scope, Collection<String> named, int limit) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        values.put("acting", "%\"" + Grant.CLIENT_CREDENTIALS.wire + "\"%");
        if (scope != null) values.put("scope", "%\"" + scope + "\"%");
        var from = """
                client c LEFT JOIN golden_token g ON g.client_id = c.id
                 WHERE c.realm_id = :realm AND g.client_id IS NULL AND c.grant_types LIKE :acting""";
        if (scope != null) from += " AND c.scopes LIKE :scope";
        return some(from + NOT_NAMED, "c.client_id", values, named, limit);
    }

    private Some some(String from, String order, Map<String, ?> values, Collection<String> named, int limit) {
        var total = db.read(tx -> tx.createQuery("SELECT count(*) FROM " + from)
                .bindMap(values)
                .bindList("named", named)
                .mapTo(long.class)
                .one());
        return new Some(tokens(from, order, values, named, limit), total);
    }

    private List<WatchedToken> tokens(
            String from, String order, Map<String, ?> values, Collection<String> named, int limit) {
        return db.read(
                tx -> tx.createQuery("SELECT %s FROM %s ORDER BY %s LIMIT :limit".formatted(COLUMNS, from, order))
                        .bindMap(values)
                        .bindList("named", named)
                        .bind("limit", limit)
                        .map((row, _) -> token(row))
                        .list());
    }

    private static WatchedToken token(ResultSet row) throws SQLException {
        var golden = row.getString("golden") != null;
        var person = row.getString("person_id");
        return new WatchedToken(
                new RealmId(row.getString("realm_id")),
                new ClientKey(row.getString("id")),
                row.getString("client_id"),
                person == null ? null : new SubjectId(person),
                golden ? row.getString("scope") : "",
                golden ? (ObjectNode) JsonText.MAPPER.readTree(row.getString("claims")) : null);
    }
}
