package dev.chancery;

import dev.chancery.api.Plans;
import dev.chancery.db.Dialect;
import java.util.List;
import java.util.Map;

/// Two thousand people of `master` who are signed in, and about to sign in to something else: so many that a database
/// looks for one of them in an index.
public final class Crowd {
    private static final List<String> ROWS = List.of("""
            INSERT INTO person (id, realm_id, username, username_key, email_verified, first_name, first_name_key,
                   last_name, last_name_key, enabled, not_before, created_at, version, attributes, required_actions)
            SELECT 'p' || i, :realm, 'crowd' || i, 'crowd' || i, FALSE, '', '', '', '', TRUE, 0, 0, 1, '{}', '[]'
              FROM n""", """
            INSERT INTO user_session (id, realm_id, person_id, cookie_hash, started_at, authenticated_at, methods,
                   level, address, user_agent, remembered, seen_at, alive_until, ends_at)
            SELECT 's' || i, :realm, 'p' || i, 'cookie' || i, i, i, 'pwd', '1', '', '', FALSE, i, i, i FROM n""", """
            INSERT INTO authorization_grant (id, realm_id, client_id, person_id, session_id, scope, request,
                   authenticated_at, methods, level, granted_at, code_hash, counter, alive_until, ends_at)
            SELECT 'g' || i, :realm, :client, 'p' || i, 's' || i, '', :terms, i, 'pwd', '1', i, 'code' || i, 0, i,
                   i FROM n""", """
            INSERT INTO interaction (handle_hash, realm_id, person_id, methods, remember, pending, begun_at, ends_at)
            SELECT 'handle' || i, :realm, 'p' || i, '', FALSE, '', i, i FROM n""", """
            INSERT INTO consent (person_id, client_id, realm_id, scopes, granted_at)
            SELECT 'p' || i, :client, :realm, '[]', i FROM n""", """
            INSERT INTO device_authorization (device_hash, user_hash, realm_id, client_id, scope, address, user_agent,
                   state, session_id, entries, pause, begun_at, ends_at)
            SELECT 'device' || i, 'user' || i, :realm, :client, '', '', '', 'ALLOWED', 's' || i, 0, 5, i, i FROM n""");

    private static final String TERMS = "{\"idTokenClaims\":[],\"userinfoClaims\":[]}";
    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) ";

    private Crowd() {}

    /// How the server's database reads what is asked of it then.
    public static Plans at(TestServer server) {
        var db = Residents.of(server).database();
        var realm = Residents.of(server).realm("master").id().value();
        db.writes(tx -> {
            tx.execute("DELETE FROM person WHERE username_key LIKE 'crowd%'");
            var client = tx.createQuery("SELECT id FROM client WHERE client_id = 'admin-cli'")
                    .mapTo(String.class)
                    .one();
            for (var rows : ROWS)
                tx.createUpdate(NUMBERS + rows)
                        .bindMap(Map.of("realm", realm, "client", client, "terms", TERMS))
                        .execute();
        });
        if (db.dialect() == Dialect.POSTGRES) db.writes(tx -> tx.execute("ANALYZE"));
        return new Plans(db, "seqscan", "bitmapscan", "sort");
    }
}
