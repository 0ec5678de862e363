package dev.chancery.issue;

import dev.chancery.db.Columns;
import dev.chancery.db.Database;
import dev.chancery.db.Gathered;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.session.Terms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Everything that can end a token early, as it stands in the database, in one look.
final class TokenStateStore {

    private final Gathered<Named, State> states;

    TokenStateStore(Database db) {
        this.states = new Gathered<>(named -> db.read(tx -> states(tx, named)));
    }

    /// What a token says of itself.
    ///
    /// @param grant empty when nobody signed in for it
    public record Named(RealmId realm, String client, String subject, String jti, String grant) {}

    /// @param personEnabled absent when the subject is no person of the realm
    /// @param username absent with it
    /// @param notBefore the latest of those that apply, in seconds since the epoch
    /// @param grantedUntil when the first of grant and session ends, absent when one of them is gone
    /// @param terms what was asked for when they signed in; absent with it
    /// @param madeAt when the later of client and person was made, in the same
    record State(
            boolean realmEnabled,
            boolean clientEnabled,
            ClientKey client,
            SubjectId serviceAccount,
            @Nullable Boolean personEnabled,
            @Nullable String username,
            long notBefore,
            long madeAt,
            boolean revoked,
            @Nullable Instant grantedUntil,
            @Nullable Terms terms) {}

    Optional<State> find(Named token) {
        return states.find(token);
    }

    private static Map<Named, State> states(Handle tx, List<Named> named) {
        var states = new HashMap<Named, State>();
        tx.createQuery("""
                        SELECT r.id AS realm, asked.column2 AS client, asked.column3 AS subject, asked.column4 AS jti,
                               asked.column5 AS grant_id,
                               r.enabled AS realm_enabled, r.not_before AS realm_nb,
                               c.id AS client_key, c.enabled AS client_enabled, c.not_before AS client_nb, c.created_at AS client_at,
                               c.service_account_id,
                               p.id AS person, p.enabled AS person_enabled, p.username, p.not_before AS person_nb,
                               p.created_at AS person_at, t.jti AS revoked, g.request,
                               CASE WHEN g.session_id IS NULL OR g.alive_until < s.alive_until THEN g.alive_until
                                    ELSE s.alive_until END AS granted_until
                          FROM (VALUES <named>) AS asked
                          JOIN realm r ON r.id = asked.column1 AND r.deleted_at IS NULL
                          JOIN client c ON c.realm_id = r.id AND c.client_id = asked.column2 AND c.deleted_at IS NULL
                          LEFT JOIN person p ON p.realm_id = r.id AND p.id = asked.column3
                          LEFT JOIN revoked_token t ON t.realm_id = r.id AND t.jti = asked.column4
                          LEFT JOIN authorization_grant g ON g.id = asked.column5 AND g.realm_id = r.id
                               AND g.client_id = c.id AND g.person_id = p.id
                          LEFT JOIN user_session s ON s.id = g.session_id""")
                .bindMethodsList("named", Gathered.filled(named), List.of("realm", "client", "subject", "jti", "grant"))
                .map((row, _) -> states.put(
                        new Named(
                                new RealmId(row.getString("realm")),
                                row.getString("client"),
                                row.getString("subject"),
                                row.getString("jti"),
                                row.getString("grant_id")),
                        state(row)))
                .forEach(_ -> {});
        return states;
    }

    private static State state(ResultSet row) throws SQLException {
        var terms = row.getString("request");
        return new State(
                row.getBoolean("realm_enabled"),
                row.getBoolean("client_enabled"),
                new ClientKey(row.getString("client_key")),
                new SubjectId(row.getString("service_account_id")),
                row.getString("person") == null ? null : row.getBoolean("person_enabled"),
                row.getString("username"),
                Math.max(
                        Math.max(row.getLong("realm_nb"), row.getLong("client_nb")),
                        Optional.ofNullable(Columns.number(row, "person_nb")).orElse(0L)),
                Math.max(
                                row.getLong("client_at"),
                                Optional.ofNullable(Columns.number(row, "person_at"))
                                        .orElse(0L))
                        / 1000,
                row.getString("revoked") != null,
                Columns.instant(row, "granted_until"),
                terms == null ? null : Terms.of(terms));
    }
}
