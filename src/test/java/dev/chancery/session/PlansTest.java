package dev.chancery.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Crowd;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.api.Plans;
import dev.chancery.consent.ConsentStore;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.db.PageRequest;
import dev.chancery.db.PageToken;
import dev.chancery.db.Pages;
import dev.chancery.db.Totals;
import dev.chancery.id.ClientKey;
import dev.chancery.id.GrantId;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.issue.TipStore;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnBothDatabases
@DisplayName("However many are signed in, one of them is found by an index")
class PlansTest {
    private static final SubjectId SOMEBODY = new SubjectId("p7");
    private static final SessionId SESSION = new SessionId("s8");
    private static final GrantId GRANT = new GrantId("g9");
    private static final TokenHash HASH = TokenHash.of("a code");
    private static final Instant LONG_AGO = Instant.ofEpochMilli(3);

    private final Database db;
    private final RealmId realm;
    private final Plans plans;
    private final SessionStore sessions;
    private final GrantStore grants;
    private final TipStore tips;

    PlansTest(TestServer server, SettableClock clock) {
        db = Residents.of(server).database();
        realm = Residents.of(server).realm("master").id();
        plans = Crowd.at(server);
        sessions = new SessionStore(db, new Pages(new PageToken(new byte[32]), new Totals(new Changes(db), Set.of())));
        grants = new GrantStore(db);
        tips = new TipStore(db);
    }

    @Test
    @DisplayName("sessions: by id, by cookie, of one person, in order, and those that have ended")
    void sessions() {
        assertRead("user_session_pkey|\\(id = '|autoindex_user_session_1", () -> {
            var session = sessions.find(realm, SESSION).orElseThrow();
            sessions.realmOf(SESSION);
            sessions.prolong(session, LONG_AGO, LONG_AGO);
            sessions.renew(session, HASH, LONG_AGO);
            sessions.delete(realm, new SessionId("s10"));
        });
        assertRead(
                "user_session_cookie_hash_key|autoindex_user_session_2",
                () -> sessions.find(realm, TokenHash.of("a cookie")));
        assertRead(
                "user_session_by_realm",
                () -> sessions.page(realm, SessionFilter.all(), LONG_AGO, PageRequest.first(10)));
        assertRead(
                "user_session_by_person",
                () -> sessions.page(realm, SessionFilter.of(SOMEBODY), LONG_AGO, PageRequest.first(10)));
        var called = new SessionFilter(null, null, "crowd");
        assertRead(
                "user_session_by_realm|person_term_by_person",
                () -> sessions.page(realm, called, LONG_AGO, PageRequest.first(10)));
        assertRead("user_session_by_person", () -> sessions.deleteOf(SOMEBODY));
        assertRead("user_session_alive_until", () -> sessions.deleteEnded(LONG_AGO));
    }

    @Test
    @DisplayName("what is under way, of one person")
    void under_way() {
        assertRead(
                "interaction_by_person|device_authorization_by_session", () -> sessions.deleteUnderWay(SOMEBODY, null));
    }

    @Test
    @DisplayName("grants: by id, by code, of one person, in one session, and those that have ended")
    void grants() {
        assertRead("authorization_grant_pkey|autoindex_authorization_grant_1", () -> {
            tips.find(realm, GRANT);
            grants.redeem(GRANT, LONG_AGO, HASH, LONG_AGO, LONG_AGO);
            tips.rotate(GRANT, HASH, HASH, LONG_AGO, LONG_AGO);
        });
        assertRead(
                "authorization_grant_code_hash_key|autoindex_authorization_grant_2",
                () -> grants.findByCode(realm, HASH));
        assertRead("authorization_grant_by_person", () -> grants.deleteOf(SOMEBODY));
        assertRead("authorization_grant_by_session", () -> grants.findClients(List.of(SESSION)));
        assertRead("authorization_grant_alive_until", () -> grants.deleteEnded(LONG_AGO));
    }

    @Test
    @DisplayName("what somebody agreed to")
    void consents() {
        var consents = new ConsentStore(db);
        var client = db.read(tx -> tx.createQuery("SELECT client_id FROM consent LIMIT 1")
                .mapTo(String.class)
                .map(ClientKey::new)
                .one());
        assertRead("consent_pkey|autoindex_consent_1", () -> {
            consents.find(SOMEBODY, client);
            consents.delete(SOMEBODY, client);
        });
        assertRead("consent_pkey|autoindex_consent_1", () -> consents.all(SOMEBODY, LONG_AGO));
        assertRead("authorization_grant_by_person", () -> grants.deleteOf(SOMEBODY, client));
    }

    @ParameterizedTest
    @CsvSource({
        "user_session, realm_id, user_session_by_realm",
        "user_session, person_id, user_session_by_person",
        "authorization_grant, id, authorization_grant_pkey|autoindex_authorization_grant_1",
        "authorization_grant, realm_id, authorization_grant_by_realm",
        "authorization_grant, client_id, authorization_grant_by_client",
        "authorization_grant, person_id, authorization_grant_by_person",
        "authorization_grant, session_id, authorization_grant_by_session",
        "interaction, realm_id, interaction_by_realm",
        "interaction, person_id, interaction_by_person",
        "consent, realm_id, consent_by_realm",
        "consent, client_id, consent_by_client",
        "consent, person_id, consent_pkey|autoindex_consent_1",
        "device_authorization, realm_id, device_authorization_by_realm",
        "device_authorization, client_id, device_authorization_by_client",
        "device_authorization, session_id, device_authorization_by_session"
    })
    @DisplayName("what goes with a realm, a client, a person or a session")
    void goes_along(String table, String column, String index) {
        assertRead(
                index,
                () -> db.writes(tx -> tx.createUpdate("DELETE FROM %s WHERE %s = :gone".formatted(table, column))
                        .bind("gone", "nobody")
                        .execute()));
    }

    private void assertRead(String index, Runnable questions) {
        assertThat(plans.of(questions))
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.text())
                        .as(plan.sql())
                        .doesNotContainPattern(Plans.WALKED)
                        .doesNotContainPattern("(?m)^\\s*(->\\s+)?Sort {2}|TEMP B-TREE FOR ORDER BY")
                        .containsPattern(index));
    }
}
