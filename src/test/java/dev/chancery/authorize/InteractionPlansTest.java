package dev.chancery.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Crowd;
import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.api.Plans;
import dev.chancery.crypto.TokenHash;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnBothDatabases
@DisplayName("However many sign in, one of them is found by an index")
class InteractionPlansTest {
    private static final Instant LONG_AGO = Instant.ofEpochMilli(3);

    private final Plans plans;
    private final InteractionStore store;
    private final RealmId realm;

    InteractionPlansTest(TestServer server, SettableClock clock) {
        plans = Crowd.at(server);
        store = new InteractionStore(Residents.of(server).database());
        realm = Residents.of(server).realm("master").id();
    }

    @Test
    @DisplayName("a sign-in by its handle, and whether it stands by the ids of its person and realm")
    void handle() {
        var handle = TokenHash.of("a handle");
        var begun = new Interaction(handle, realm, null, null, null, List.of(), false, "", LONG_AGO, LONG_AGO);
        var proved = begun.proved(new SubjectId("p7"), List.of("pwd"), false);

        assertRead("interaction_pkey|interaction_by_person|autoindex_interaction_1", () -> {
            store.find(realm, handle, handle, LONG_AGO);
            store.prove(begun, proved);
            store.hold(proved, "");
            store.lock(proved, LONG_AGO, LONG_AGO);
            store.settle(proved, LONG_AGO, LONG_AGO);
            store.delete(begun);
        });
    }

    @Test
    @DisplayName("those that have ended")
    void ended() {
        assertRead("interaction_ends_at", () -> store.deleteEnded(LONG_AGO));
    }

    private void assertRead(String index, Runnable questions) {
        assertThat(plans.of(questions))
                .isNotEmpty()
                .allSatisfy(plan -> assertThat(plan.text())
                        .as(plan.sql())
                        .doesNotContainPattern(Plans.WALKED)
                        .containsPattern(index));
    }
}
