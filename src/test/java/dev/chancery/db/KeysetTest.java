package dev.chancery.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D14 lists page by key")
class KeysetTest {

    private final PageToken tokens = new PageToken(new byte[32]);
    private final Keyset<Row> byTime = keyset(false);
    private final Keyset<Row> newestFirst = keyset(true);

    record Row(String id, long at) {}

    private static Keyset<Row> keyset(boolean newestFirst) {
        return new Keyset<>(
                "id, at",
                "item WHERE realm_id = :realm",
                List.of("at", "id"),
                newestFirst,
                (row, _) -> new Row(row.getString("id"), row.getLong("at")),
                row -> List.of(row.at(), row.id()));
    }

    @BothDatabases
    @DisplayName("following next visits each row once, in order, also among equal times and while rows come and go")
    void walk(Database db) {
        fill(db, 25);
        for (var list : List.of(byTime, newestFirst)) {
            var seen = new ArrayList<Row>();
            var request = PageRequest.first(4);
            while (true) {
                var page = page(db, list, request);
                seen.addAll(page.content());
                if (page.next() == null) break;
                if (seen.size() == 8)
                    db.writes(tx -> tx.execute(
                            "DELETE FROM item WHERE id = ?", seen.getFirst().id()));
                request = PageRequest.after(page.next(), 4);
            }

            assertThat(seen).doesNotHaveDuplicates().hasSize(list.newestFirst() ? 24 : 25);
            var times = seen.stream().map(Row::at).toList();
            assertThat(list.newestFirst() ? times.reversed() : times).isSorted();
        }
    }

    @BothDatabases
    @DisplayName("page and size count rows and pages; rows of another realm are not counted")
    void by_number(Database db) {
        fill(db, 25);

        var page = page(db, byTime, PageRequest.page(2, 10));

        assertThat(page.content()).hasSize(5);
        assertThat(page.totalElements()).isEqualTo(25);
        assertThat(page.totalPages()).isEqualTo(3);
        assertThat(page.next()).isNull();
        assertThat(page(db, byTime, PageRequest.page(3, 10)).content()).isEmpty();
    }

    @BothDatabases
    @DisplayName("a full last page has no next; totals above 10,000 are absent")
    void bounds(Database db) {
        fill(db, 20);
        assertThat(page(db, byTime, PageRequest.first(20)).next()).isNull();

        fill(db, 9_980);
        assertThat(page(db, byTime, PageRequest.page(99, 100)).totalElements()).isEqualTo(10_000);
        fill(db, 1);
        var deepest = page(db, byTime, PageRequest.page(99, 100));
        assertThat(deepest.totalElements()).isNull();
        assertThat(page(db, byTime, PageRequest.after(deepest.next(), 100)).content())
                .hasSize(1);
    }

    @BothDatabases
    @DisplayName("what a filter lets pass comes in pages like all else, with its own total")
    void filtered(Database db) {
        fill(db, 250);
        var list = byTime.through("at >= 40 AND at < 60");

        var seen = new ArrayList<Row>();
        var page = page(db, list, PageRequest.first(7));
        while (true) {
            assertThat(page.totalElements()).isEqualTo(60);
            seen.addAll(page.content());
            if (page.next() == null) break;
            page = page(db, list, PageRequest.after(page.next(), 7));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(60).allMatch(row -> row.at() >= 40 && row.at() < 60);
        assertThat(seen.stream().map(Row::at)).isSorted();
        assertThat(page(db, list, PageRequest.page(5, 10)).content()).isEqualTo(seen.subList(50, 60));
        assertThat(page(db, newestFirst.through("at < 2"), PageRequest.first(7)).content())
                .hasSize(6);
    }

    @BothDatabases
    @DisplayName("for what a filter lets pass, a page looks at 10,000 rows: it ends there, and the next one goes on")
    void bounded(Database db) {
        fill(db, 25_000);
        var list = byTime.through("at = 8300");

        var first = page(db, list, PageRequest.first(2));
        var second = page(db, list, PageRequest.after(first.next(), 2));
        var third = page(db, list, PageRequest.after(second.next(), 2));

        assertThat(first.totalElements()).isNull();
        assertThat(first.content()).isEmpty();
        assertThat(second.content()).isEmpty();
        assertThat(third.content()).hasSize(2);
        assertThat(page(db, list, PageRequest.after(third.next(), 2)).content()).hasSize(1);
        assertThat(page(db, newestFirst.through("at = 1"), PageRequest.first(2)).content())
                .isEmpty();
    }

    @BothDatabases
    @DisplayName(
            "by number, only those are counted that a filter lets pass, and no further than 10,000 rows are looked at")
    void filtered_by_number(Database db) {
        fill(db, 12_000);
        var few = byTime.through("at % 100 = 0");
        var first = page(db, few, PageRequest.first(50)).content();

        assertThat(page(db, few, PageRequest.page(1, 20)).content()).isEqualTo(first.subList(20, 40));
        assertThat(page(db, few, PageRequest.page(2, 20)).content())
                .hasSize(20)
                .startsWith(first.subList(40, 50).toArray(Row[]::new));
        var beyond = page(db, few, PageRequest.page(6, 20));
        assertThat(beyond.content()).isEmpty();
        assertThat(page(db, few, PageRequest.after(beyond.next(), 20)).content())
                .isNotEmpty()
                .allMatch(row -> row.at() > 3_333);
    }

    @BothDatabases
    @DisplayName("a prefix is taken as it is, and next goes on behind it")
    void prefixed(Database db) {
        fill(db, 30);
        var list = new Keyset<>(
                "id, at",
                "item WHERE realm_id = :realm",
                List.of("id"),
                false,
                (row, _) -> new Row(row.getString("id"), row.getLong("at")),
                row -> List.of(row.id()));
        db.writes(tx -> tx.execute("INSERT INTO item VALUES ('i%', 'r', 1), ('i_%', 'r', 2), ('i_', 'r', 3)"));

        assertThat(page(db, list.within("i%"), PageRequest.first(5)).content()).hasSize(1);
        var first = page(db, list.within("i_"), PageRequest.first(1));
        assertThat(first.totalElements()).isEqualTo(2);
        assertThat(page(db, list.within("i_"), PageRequest.after(first.next(), 5))
                        .content())
                .containsExactly(new Row("i_%", 2));
    }

    @BothDatabases
    @DisplayName("from its other end a list is the same the other way round, by a prefix and through a filter too")
    void reversed(Database db) {
        fill(db, 60);
        var byId = new Keyset<>(
                "id, at",
                "item WHERE realm_id = :realm",
                List.of("id"),
                false,
                (row, _) -> new Row(row.getString("id"), row.getLong("at")),
                row -> List.of(row.id()));

        for (var list : List.of(
                byTime, newestFirst, byId.within("i1"), byId.within("i1").through("at % 2 = 0"))) {
            var forwards = page(db, list, PageRequest.first(100)).content();
            var seen = new ArrayList<Row>();
            var request = PageRequest.first(3);
            while (true) {
                var page = page(db, list, request.reversed());
                seen.addAll(page.content());
                if (page.next() == null) break;
                request = PageRequest.after(page.next(), 3);
            }
            assertThat(seen).isNotEmpty().isEqualTo(forwards.reversed());
        }
    }

    @BothDatabases
    @DisplayName("AD-20 a forged after is refused")
    void forged(Database db) {
        fill(db, 5);
        var next = page(db, byTime, PageRequest.first(2)).next();
        var forged = (next.startsWith("A") ? "B" : "A") + next.substring(1);

        assertThatThrownBy(() -> page(db, byTime, PageRequest.after(forged, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("a size above 100, below 1, or a page deeper than 10,000 rows is refused")
    void refused_requests() {
        for (var bad : List.of(
                List.of(0, 101), List.of(0, 0), List.of(-1, 10), List.of(100, 100), List.of(Integer.MAX_VALUE, 100)))
            assertThatThrownBy(() -> PageRequest.page(bad.get(0), bad.get(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        assertThat(PageRequest.page(99, 100).page()).isEqualTo(99);
    }

    private Page<Row> page(Database db, Keyset<Row> list, PageRequest request) {
        return db.read(tx -> list.page(tx, new ListName("item", "r", ""), Map.of("realm", "r"), request, pages(db)));
    }

    private Pages pages(Database db) {
        return new Pages(tokens, new Totals(new Changes(db), Set.of()));
    }

    private static void fill(Database db, int rows) {
        db.writes(tx -> {
            tx.execute(
                    "CREATE TABLE IF NOT EXISTS item (id TEXT PRIMARY KEY, realm_id TEXT NOT NULL, at BIGINT NOT NULL)");
            int before = tx.select("SELECT count(*) FROM item").mapTo(int.class).one();
            var batch = tx.prepareBatch("INSERT INTO item (id, realm_id, at) VALUES (?, ?, ?)");
            batch.add("other" + before, "s", 1L);
            for (var i = 0; i < rows; i++) batch.add("i" + (before + i) * 7919 % 100_003, "r", (long) (before + i) / 3);
            batch.execute();
        });
    }
}
