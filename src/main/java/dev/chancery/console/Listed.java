package dev.chancery.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A part of a list.
///
/// @param prefix of its names in the address, where the page has another list
/// @param page as the API answered
/// @param asked what the list was asked for, by the names of the query
/// @param deep it follows another part, instead of being the page of a number
public record Listed(String prefix, Thing page, Map<String, String> asked, boolean deep) {
    /// How many rows deep the API has pages of a number.
    private static final int DEEPEST = 10_000;

    static final String PAGE = "page";
    static final String REVERSE = "reverse";
    static final String SORT = "sort";
    private static final String AFTER = "after";

    /// The part that the address asks for, and the rest of what it asks under these names.
    static Listed of(Visit visit, String path, String... names) {
        return of(visit, path, Map.of(), names);
    }

    /// @param always what the list is asked for besides
    static Listed of(Visit visit, String path, Map<String, String> always, String... names) {
        return of(visit, "", path, always, names);
    }

    static Listed of(Visit visit, String prefix, String path, Map<String, String> always, String... names) {
        var asked = asked(visit, prefix, names);
        var query = new LinkedHashMap<>(always);
        query.putAll(asked);
        for (var name : List.of(PAGE, AFTER)) query.put(name, visit.asked(prefix + name));
        return new Listed(
                prefix,
                visit.get(path, query),
                asked,
                !visit.asked(prefix + AFTER).isEmpty());
    }

    /// What the address asks of it, but for which part.
    static Map<String, String> asked(Visit visit, String prefix, String... names) {
        var asked = new LinkedHashMap<String, String>();
        for (var name : names) asked.put(name, visit.asked(prefix + name));
        asked.put(REVERSE, visit.asked(prefix + REVERSE));
        return asked;
    }

    /// How the address calls what the list calls so.
    public String named(String name) {
        return prefix + name;
    }

    public List<Thing> all() {
        return page.things("content");
    }

    public boolean isEmpty() {
        return all().isEmpty();
    }

    public String asked(String name) {
        return asked.getOrDefault(name, "");
    }

    public boolean isReversed() {
        return asked(REVERSE).equals("true");
    }

    /// The query of the same list from its other end.
    public String turned() {
        return with(REVERSE, isReversed() ? "" : "true");
    }

    /// The query of the same list, by something else.
    public String by(String key) {
        return query(Map.of(REVERSE, "", SORT, key));
    }

    /// Whether it goes by this; `otherwise` where nothing is asked for.
    public boolean isBy(String key, boolean otherwise) {
        return asked(SORT).isEmpty() ? otherwise : asked(SORT).equals(key);
    }

    /// What of its query is about the order, so that a filter leaves it as it is.
    public Map<String, String> order() {
        var order = new LinkedHashMap<String, String>();
        for (var name : List.of(SORT, REVERSE)) if (!asked(name).isEmpty()) order.put(named(name), asked(name));
        return order;
    }

    /// The query of the same list from its beginning.
    public String first() {
        return query(Map.of());
    }

    /// That of the part before this one, where it is known.
    public String previous() {
        return with(PAGE, Long.toString(page.number(PAGE) - 1));
    }

    public boolean hasPrevious() {
        return page.number(PAGE) > 0;
    }

    /// That of the part behind this one.
    public String next() {
        var onward = onward();
        return with(onward.getKey(), onward.getValue());
    }

    /// The name and the value that ask for it: a page of a number as long as there are any, and as long as all of the
    /// size is found where the API looks for them.
    public Map.Entry<String, String> onward() {
        var number = page.number(PAGE) + 1;
        return deep || all().size() < page.number("size") || (number + 1) * page.number("size") > DEEPEST
                ? Map.entry(AFTER, page.text("next"))
                : Map.entry(PAGE, Long.toString(number));
    }

    public boolean hasNext() {
        return page.has("next");
    }

    private String with(String name, String value) {
        return query(Map.of(name, value));
    }

    private String query(Map<String, String> more) {
        var query = new LinkedHashMap<String, String>();
        asked.forEach((name, value) -> query.put(named(name), value));
        more.forEach((name, value) -> query.put(named(name), value));
        return Call.get("", query).asked();
    }
}
