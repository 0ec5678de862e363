package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;

@DisplayName("D14 how long a list is")
class TotalsTest {

    private final AtomicLong counts = new AtomicLong();

    @BothDatabases
    @DisplayName("is counted once, and again after a change of its kind in its realm, on this node and the others")
    void counted_once(Database db) {
        try (var feed = new Changes(db).start();
                var others = new Changes(db).start()) {
            var totals = new Totals(feed, Set.of("client"));
            var theirs = new Totals(others, Set.of("client"));
            assertThat(count(totals, "client", "r")).isEqualTo(1);
            assertThat(count(totals, "client", "r")).isEqualTo(1);
            assertThat(count(theirs, "client", "r")).isEqualTo(2);

            announce(db, "client", "other realm");
            announce(db, "user", "r");
            assertThat(count(totals, "client", "r")).isEqualTo(1);

            announce(db, "client", "r");
            assertThat(count(totals, "client", "r")).isEqualTo(3);
            others.poll();
            assertThat(count(theirs, "client", "r")).isEqualTo(4);
        }
    }

    @BothDatabases
    @DisplayName("is counted each time for what changes without being announced, and inside a unit")
    void counted_each_time(Database db) {
        try (var feed = new Changes(db).start()) {
            var totals = new Totals(feed, Set.of("client"));
            assertThat(count(totals, "failure", "r")).isEqualTo(1);
            assertThat(count(totals, "failure", "r")).isEqualTo(2);

            assertThat(count(totals, "client", "r")).isEqualTo(3);
            db.unit(() -> {
                assertThat(count(totals, "client", "r")).isEqualTo(4);
            });
        }
    }

    private long count(Totals totals, String kind, String realm) {
        return totals.of(new ListName(kind, realm, ""), counts::incrementAndGet);
    }

    private static void announce(Database db, String kind, String realm) {
        db.writes(tx -> Changes.announce(realm, kind, "x"));
    }
}
