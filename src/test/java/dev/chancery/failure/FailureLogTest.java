package dev.chancery.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.SettableClock;
import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.db.BothDatabases;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.db.PageToken;
import dev.chancery.db.Pages;
import dev.chancery.db.Totals;
import dev.chancery.id.RealmId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What is remembered of refusals")
class FailureLogTest {
    private static final RealmId FLOODED = new RealmId("flooded");
    private static final RealmId QUIET = new RealmId("quiet");

    private final SettableClock clock = new SettableClock("2030-01-31T12:00:00Z");
    private final MasterKey key = MasterKey.random();

    @BothDatabases
    @DisplayName("a flood leaves 10,000 rows of a realm at most, at any time; the rest is counted")
    void bounded(Database db) {
        var store = store(db);
        var log = new FailureLog(store, MasterKeys.of(key), clock);

        for (var second = 0; second < 24; second++) {
            for (var each = 0; each < 600; each++) refuse(log, FLOODED, "name-" + second + "-" + each);
            log.flush();
            clock.advance(Duration.ofSeconds(1));
            assertThat(rows(db, FLOODED)).isLessThanOrEqualTo(10_000);
        }

        assertThat(rows(db, FLOODED) + store.dropped(FLOODED)).isEqualTo(24 * 600);
        assertThat(rows(db, FLOODED)).isGreaterThan(9_000);
        var newest = log.folds(refuse(log, FLOODED, "name-23-0")).findFirst().orElseThrow();
        assertThat(store.find(FLOODED, newest)).isPresent();
    }

    @BothDatabases
    @DisplayName("a flood in one realm takes no room from another")
    void apart(Database db) {
        var store = store(db);
        var log = new FailureLog(store, MasterKeys.of(key), clock);
        for (var each = 0; each < 20_000; each++) refuse(log, FLOODED, "name-" + each);
        var reference = refuse(log, QUIET, "somebody");

        log.flush();

        assertThat(store.find(QUIET, log.folds(reference).findFirst().orElseThrow()))
                .isPresent();
        assertThat(store.dropped(QUIET)).isZero();
    }

    @BothDatabases
    @DisplayName("what could not be written, refusals and losses, is written later, and counted once")
    void written_later(Database db) {
        var store = store(db);
        var log = new FailureLog(store, MasterKeys.of(key), clock);
        for (var each = 0; each < 700; each++) refuse(log, FLOODED, "name-" + each);
        db.writes(tx -> tx.execute("ALTER TABLE failure_loss RENAME TO away"));
        assertThatThrownBy(log::flush).isInstanceOf(RuntimeException.class);
        db.writes(tx -> tx.execute("ALTER TABLE away RENAME TO failure_loss"));

        log.flush();
        log.flush();

        assertThat(rows(db, FLOODED)).isEqualTo(500);
        assertThat(store.dropped(FLOODED)).isEqualTo(200);
    }

    @BothDatabases
    @DisplayName("a reference outlives a change of the master key")
    void master_key(Database db) {
        var store = store(db);
        var before = new FailureLog(store, MasterKeys.of(key), clock);
        var reference = refuse(before, QUIET, "somebody");
        before.flush();

        var after = new FailureLog(store, new MasterKeys(MasterKey.random(), List.of(key)), clock);

        assertThat(after.folds(reference).mapToObj(fold -> store.find(QUIET, fold)))
                .filteredOn(found -> found.isPresent())
                .singleElement()
                .satisfies(found -> assertThat(found.orElseThrow().subject()).isEqualTo("somebody"));
    }

    private static String refuse(FailureLog log, RealmId realm, String subject) {
        return log.record(realm, FailureCause.UNKNOWN_CLIENT, subject, "", "192.0.2.1");
    }

    private static FailureStore store(Database db) {
        var pages = new Pages(new PageToken(new byte[32]), new Totals(new Changes(db), Set.of()));
        return new FailureStore(db, pages);
    }

    private static long rows(Database db, RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT count(*) FROM failure WHERE realm_id = :realm")
                .bind("realm", realm)
                .mapTo(long.class)
                .one());
    }
}
