package dev.chancery.golden;

import dev.chancery.db.Database;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Golden tokens at rest, one for each client.
public record GoldenTokenStore(Database db) {

    private static final String COLUMNS = "client_id, realm_id, person_id, scope, claims, updated_at, version";

    public Optional<GoldenToken> find(RealmId realm, ClientKey client) {
        return db.read(tx -> tx.createQuery(
                        "SELECT " + COLUMNS + " FROM golden_token WHERE realm_id = :realm AND client_id = :client")
                .bind("realm", realm)
                .bind("client", client)
                .map((row, _) -> golden(row))
                .findOne());
    }

    /// In place of the version that was read, 0 for none; the new one is absent when somebody else was faster.
    Optional<Long> put(GoldenToken token) {
        return db.write(tx -> tx.createQuery("INSERT INTO golden_token (" + COLUMNS + """
                        ) VALUES (:client, :realm, :person, :scope, :claims, :now, 1)
                        ON CONFLICT (client_id) DO UPDATE SET person_id = excluded.person_id, scope = excluded.scope,
                            claims = excluded.claims, updated_at = excluded.updated_at,
                            version = golden_token.version + 1
                         WHERE golden_token.version = :read
                        RETURNING version""")
                .bind("client", token.client())
                .bind("realm", token.realm())
                .bind("person", token.person())
                .bind("scope", token.scope())
                .bind("claims", JsonText.of(token.claims()))
                .bind("now", token.updatedAt())
                .bind("read", token.version())
                .mapTo(Long.class)
                .findOne());
    }

    /// False when somebody else changed or removed it since it was read.
    boolean delete(GoldenToken token) {
        return db.write(tx -> tx.createUpdate(
                                "DELETE FROM golden_token WHERE realm_id = :realm AND client_id = :client AND version = :version")
                        .bind("realm", token.realm())
                        .bind("client", token.client())
                        .bind("version", token.version())
                        .execute()
                == 1);
    }

    private static GoldenToken golden(ResultSet row) throws SQLException {
        var person = row.getString("person_id");
        return new GoldenToken(
                new ClientKey(row.getString("client_id")),
                new RealmId(row.getString("realm_id")),
                person == null ? null : new SubjectId(person),
                row.getString("scope"),
                (ObjectNode) JsonText.MAPPER.readTree(row.getString("claims")),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getLong("version"));
    }
}
