package dev.chancery.issue;

import dev.chancery.db.Changes;
import dev.chancery.db.Columns;
import dev.chancery.db.Confirmed;
import dev.chancery.db.Database;
import dev.chancery.db.Gathered;
import dev.chancery.db.Thing;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.session.GrantStore;
import dev.chancery.session.Terms;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Everything that can end a token early, as it stands in the database, and the person it is about.
final class TokenStateStore {
    private static final int HELD = 10_000; // people without attributes
    private static final int HEAVY = 1_000; // characters of attributes that weigh as much as a person

    private final Database db;
    private final UserStore users;
    private final Confirmed<Named, State> states;

    TokenStateStore(Database db, UserStore users, Changes changes) {
        this.db = db;
        this.users = users;
        this.states = new Confirmed<>(changes, HELD, State::weight, TokenStateStore::bearing, this::states);
    }

    /// What a token says of itself.
    ///
    /// @param grant empty when nobody signed in for it
    public record Named(RealmId realm, String client, String subject, String jti, String grant) {}

    /// @param notBefore the later of the realm's and the client's, in seconds since the epoch
    /// @param clientMade when the client was made, in the same
    /// @param grantedUntil when the first of grant and session ends, absent when one of them is gone
    /// @param terms what was asked for when they signed in; absent with it
    /// @param user absent when the subject is no person of the realm
    record State(
            boolean realmEnabled,
            boolean clientEnabled,
            ClientKey client,
            SubjectId serviceAccount,
            long notBefore,
            long clientMade,
            boolean revoked,
            @Nullable Instant grantedUntil,
            @Nullable Terms terms,
            @Nullable User user) {

        private int weight() {
            return user == null ? 1 : 1 + user.settings().attributes().length() / HEAVY;
        }

        private State of(@Nullable User user) {
            return new State(
                    realmEnabled,
                    clientEnabled,
                    client,
                    serviceAccount,
                    notBefore,
                    clientMade,
                    revoked,
                    grantedUntil,
                    terms,
                    user);
        }
    }

    /// As the database has it now.
    ///
    /// @param alive by the clock, too: only what is alive may come from memory, since a grant in use lives longer
    Optional<State> find(Named token, Predicate<State> alive) {
        return states.find(token, alive);
    }

    /// All that is announced of what is read here.
    private static List<Thing> bearing(Named token) {
        var realm = token.realm().value();
        return List.of(
                Thing.anyOf(realm, "realm"),
                new Thing(realm, "client", token.client()),
                new Thing(realm, "user", token.subject()),
                new Thing(realm, "session", token.subject()),
                new Thing(realm, "consent", token.subject()),
                new Thing(realm, GrantStore.TOPIC, token.grant()),
                new Thing(realm, RevokedTokenStore.TOPIC, token.jti()));
    }

    private Map<Named, State> states(List<Named> named) {
        var states = db.read(tx -> states(tx, named));
        var people = people(states);
        states.replaceAll((token, state) -> state.of(people.get(new Person(token.realm(), token.subject()))));
        return states;
    }

    private record Person(RealmId realm, String id) {}

    private Map<Person, User> people(Map<Named, State> states) {
        var byRealm = new HashMap<RealmId, Set<SubjectId>>();
        states.forEach((token, state) -> {
            if (!token.subject().equals(state.serviceAccount().value()))
                byRealm.computeIfAbsent(token.realm(), _ -> new LinkedHashSet<>())
                        .add(new SubjectId(token.subject()));
        });
        var people = new HashMap<Person, User>();
        byRealm.forEach((realm, ids) -> users.all(realm, Gathered.filled(List.copyOf(ids)))
                .forEach(user -> people.put(new Person(realm, user.id().value()), user)));
        return people;
    }

    private static Map<Named, State> states(Handle tx, List<Named> named) {
        var states = new HashMap<Named, State>();
        tx.createQuery("""
                        SELECT r.id AS realm, asked.column2 AS client, asked.column3 AS subject, asked.column4 AS jti,
                               asked.column5 AS grant_id,
                               r.enabled AS realm_enabled, r.not_before AS realm_nb,
                               c.id AS client_key, c.enabled AS client_enabled, c.not_before AS client_nb, c.created_at AS client_at,
                               c.service_account_id, t.jti AS revoked, g.request,
                               CASE WHEN g.session_id IS NULL OR g.alive_until < s.alive_until THEN g.alive_until
                                    ELSE s.alive_until END AS granted_until
                          FROM (VALUES <named>) AS asked
                          JOIN realm r ON r.id = asked.column1 AND r.deleted_at IS NULL
                          JOIN client c ON c.realm_id = r.id AND c.client_id = asked.column2 AND c.deleted_at IS NULL
                          LEFT JOIN revoked_token t ON t.realm_id = r.id AND t.jti = asked.column4
                          LEFT JOIN authorization_grant g ON g.id = asked.column5 AND g.realm_id = r.id
                               AND g.client_id = c.id AND g.person_id = asked.column3
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
                Math.max(row.getLong("realm_nb"), row.getLong("client_nb")),
                row.getLong("client_at") / 1000,
                row.getString("revoked") != null,
                Columns.instant(row, "granted_until"),
                terms == null ? null : Terms.of(terms),
                null);
    }
}
