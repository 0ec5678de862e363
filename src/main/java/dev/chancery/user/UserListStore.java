package dev.chancery.user;

import dev.chancery.db.Beginning;
import dev.chancery.db.Database;
import dev.chancery.db.Keyset;
import dev.chancery.db.ListName;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The orders that people are listed in, and at rest what they are searched by.
record UserListStore(Database db, Pages pages) {

    private static final String PEOPLE = "person p WHERE p.realm_id = :realm";

    private record Listed(SubjectId id, List<Object> place) {}

    /// What a column is to begin with.
    private record Column(String name, String prefix, List<String> order) {
        static final Column ANY_USERNAME = new Column("username_key", "", List.of("p.username_key"));

        static Stream<Column> of(String name, @Nullable String prefix, String... order) {
            return prefix == null ? Stream.of() : Stream.of(new Column(name, prefix, List.of(order)));
        }

        String asked() {
            return "substr(p.%1$s, 1, length(:%1$s)) = :%1$s".formatted(name);
        }
    }

    /// The first leads through the list, and the others are asked of its rows.
    private static List<Column> columns(UserFilter filter) {
        return Stream.of(
                        Column.of("username_key", filter.username(), "p.username_key"),
                        Column.of("email_key", filter.email(), "p.email_key"),
                        Column.of("last_name_key", filter.lastName(), "p.last_name_key", "p.username_key"),
                        Column.of("first_name_key", filter.firstName(), "p.first_name_key", "p.username_key"))
                .flatMap(Function.identity())
                .toList();
    }

    Page<SubjectId> page(RealmId realm, UserFilter filter, PageRequest request) {
        var list = list(filter);
        var name = new ListName("user", realm.value(), JsonText.of(filter));
        return db.read(tx -> list.page(tx, name, values(realm, filter), request, pages))
                .map(Listed::id);
    }

    private static Keyset<Listed> list(UserFilter filter) {
        if (filter.order() != null) return ordered(filter, filter.order());
        return filter.search() == null ? byColumn(filter) : byTerm(filter, filter.search());
    }

    /// Whoever else is asked for is looked for among those in this order.
    private static Keyset<Listed> ordered(UserFilter filter, UserOrder order) {
        var list = switch (order) {
            case USERNAME -> keyset(PEOPLE, "p.id", List.of("p.username_key"));
            case EMAIL -> keyset(PEOPLE, "p.id", List.of("coalesce(p.email_key, '')", "p.username_key"));
            case CREATED_AT ->
                keyset(PEOPLE, "p.id", List.of("p.created_at", "p.id")).reversed();
        };
        var asked = Stream.of(asked(filter, columns(filter).stream()), called(filter));
        return list.through(asked.filter(one -> !one.isEmpty()).collect(Collectors.joining(" AND ")));
    }

    private static String called(UserFilter filter) {
        return filter.search() == null ? "" : new Beginning(filter.search()).ofTerm("p.id");
    }

    private static Keyset<Listed> byColumn(UserFilter filter) {
        var columns = columns(filter);
        var leading = columns.isEmpty() ? Column.ANY_USERNAME : columns.getFirst();
        return keyset(PEOPLE, "p.id", leading.order())
                .within(leading.prefix())
                .through(asked(filter, columns.stream().skip(1)));
    }

    /// Somebody is shown once, where the first of their terms lies that begins so. What else is asked of them is asked
    /// of one at a time: of an `EXISTS`, a database may first read all people of all realms.
    private static Keyset<Listed> byTerm(UserFilter filter, String search) {
        var first = """
                t.term = (SELECT min(o.term) FROM person_term o WHERE o.person_id = t.person_id AND o.term >= :least)""";
        var asked = asked(filter, columns(filter).stream());
        var passing = asked.isEmpty() ? "" : " AND (SELECT %s FROM person p WHERE p.id = t.person_id)";
        return keyset("person_term t WHERE t.realm_id = :realm", "t.person_id", List.of("t.term", "t.person_id"))
                .within(search)
                .through(first + passing.formatted(asked));
    }

    private static Keyset<Listed> keyset(String from, String id, List<String> order) {
        return new Keyset<>(
                id + ", " + String.join(", ", order),
                from,
                order,
                false,
                (row, _) -> listed(row, order.size()),
                Listed::place);
    }

    private static Listed listed(ResultSet row, int columns) throws SQLException {
        var place = new ArrayList<Object>();
        for (var i = 0; i < columns; i++)
            place.add(
                    row.getObject(i + 2) instanceof Number number ? (Object) number.longValue() : row.getString(i + 2));
        return new Listed(new SubjectId(row.getString(1)), place);
    }

    private static String asked(UserFilter filter, Stream<Column> columns) {
        var enabled = filter.enabled() == null ? Stream.<String>of() : Stream.of("p.enabled = :enabled");
        return String.join(
                " AND ", Stream.concat(columns.map(Column::asked), enabled).toList());
    }

    private static Map<String, Object> values(RealmId realm, UserFilter filter) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        for (var column : columns(filter)) values.put(column.name(), column.prefix());
        if (filter.search() != null) values.putAll(new Beginning(filter.search()).values());
        if (filter.enabled() != null) values.put("enabled", filter.enabled());
        return values;
    }

    /// In a unit.
    void insert(User user) {
        var terms = SearchTerms.of(user.settings());
        var rows = terms.stream()
                .flatMap(term -> Stream.of(user.realm().value(), term, user.id().value()))
                .toArray();
        db.later(
                "INSERT INTO person_term (realm_id, term, person_id) VALUES "
                        + String.join(", ", Collections.nCopies(terms.size(), "(?, ?, ?)"))
                        + " ON CONFLICT DO NOTHING",
                rows);
    }

    /// In a unit that holds the realm's names.
    void update(User user) {
        var id = user.id().value();
        var name = LoginName.of(user.settings().username()).key();
        db.later("UPDATE group_member SET username_key = ? WHERE person_id = ? AND username_key <> ?", name, id, name);
        var terms = SearchTerms.of(user.settings());
        var gone = "DELETE FROM person_term WHERE person_id = ? AND term NOT IN (%s)"
                .formatted(String.join(", ", Collections.nCopies(terms.size(), "?")));
        db.later(gone, Stream.concat(Stream.of(id), terms.stream()).toArray());
        insert(user);
    }
}
