package dev.chancery.console;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// A list that the API gives whole: searched, ordered and turned over as those that it gives in parts.
final class Whole {
    private static final int SIZE = 20;
    private static final String SEARCH = "search";

    private Whole() {}

    /// One of those by whose words it is searched and ordered.
    ///
    /// @param words what its cell says of a thing
    record Column(String name, Function<Thing, String> words) {
        static Column of(String member) {
            return new Column(member, thing -> thing.text(member));
        }

        /// Whose a role is: a client's, or the realm's, which this key is for.
        static Column owner(Visit visit, String ofRealm) {
            return new Column("clientId", role -> {
                var client = role.text("clientId");
                return client.isEmpty() ? visit.say(ofRealm) : client;
            });
        }

        private String key(Thing thing) {
            return Whole.key(words.apply(thing));
        }
    }

    /// By the first column where nothing else is asked for.
    static Listed of(Visit visit, List<Thing> all, Column... columns) {
        var asked = Listed.asked(visit, "", SEARCH, Listed.SORT);
        var wanted = key(asked.getOrDefault(SEARCH, ""));
        var found = all.stream()
                .filter(thing ->
                        Stream.of(columns).anyMatch(column -> column.key(thing).contains(wanted)))
                .sorted(order(asked, List.of(columns)))
                .toList();
        return new Listed("", part(found, number(visit.asked(Listed.PAGE))), asked, false);
    }

    private static Comparator<Thing> order(Map<String, String> asked, List<Column> columns) {
        var sort = asked.getOrDefault(Listed.SORT, "");
        var leading = columns.stream()
                .filter(column -> column.name().equals(sort))
                .findFirst()
                .orElse(columns.getFirst());
        var order = Comparator.comparing(leading::key);
        return "true".equals(asked.get(Listed.REVERSE)) ? order.reversed() : order;
    }

    private static String key(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static int number(String page) {
        return page.matches("[0-9]{1,6}") ? Integer.parseInt(page) : 0;
    }

    /// As the API answers a page.
    private static Thing part(List<Thing> found, int wanted) {
        var number = Math.min(wanted, Math.max(0, (found.size() - 1) / SIZE));
        var until = Math.min(found.size(), (number + 1) * SIZE);
        var page = new LinkedHashMap<String, Object>();
        page.put(
                "content",
                found.subList(number * SIZE, until).stream().map(Thing::json).toList());
        page.put(Listed.PAGE, number);
        page.put("size", SIZE);
        page.put("totalElements", found.size());
        if (until < found.size()) page.put("next", "by number");
        return new Thing(Visit.json(page));
    }
}
