package dev.chancery.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A part of a list of the API.
///
/// @param page as the API answered
/// @param asked what the list was asked for, by the names of the query
/// @param deep it follows another part, instead of being the page of a number
public record Listed(Thing page, Map<String, String> asked, boolean deep) {
    /// How many rows deep the API has pages of a number.
    private static final int DEEPEST = 10_000;

    private static final String REVERSE = "reverse";
    private static final String SORT = "sort";

    /// The part that the address asks for, and the rest of what it asks under these names.
    static Listed of(Visit visit, String path, String... names) {
        return of(visit, path, Map.of(), names);
    }

    /// @param always what the list is asked for besides
    static Listed of(Visit visit, String path, Map<String, String> always, String... names) {
        var asked = new LinkedHashMap<String, String>();
        for (var name : names) asked.put(name, visit.asked(name));
        asked.put(REVERSE, visit.asked(REVERSE));
        var query = new LinkedHashMap<>(always);
        query.putAll(asked);
        for (var name : List.of("page", "after")) query.put(name, visit.asked(name));
        return new Listed(visit.get(path, query), asked, !visit.asked("after").isEmpty());
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
        return Call.get("", asked).with(REVERSE, "").with(SORT, key).asked();
    }

    /// Whether it goes by this; `otherwise` where nothing is asked for.
    public boolean isBy(String key, boolean otherwise) {
        return asked(SORT).isEmpty() ? otherwise : asked(SORT).equals(key);
    }

    /// What of its query is about the order, so that a filter leaves it as it is.
    public Map<String, String> order() {
        var order = new LinkedHashMap<String, String>();
        for (var name : List.of(SORT, REVERSE)) if (!asked(name).isEmpty()) order.put(name, asked(name));
        return order;
    }

    /// The query of the same list from its beginning.
    public String first() {
        return Call.get("", asked).asked();
    }

    /// That of the part before this one, where it is known.
    public String previous() {
        return with("page", Long.toString(page.number("page") - 1));
    }

    public boolean hasPrevious() {
        return page.number("page") > 0;
    }

    /// That of the part behind this one: a page of a number as long as there are any, and as long as all of the size is
    /// found where the API looks for them.
    public String next() {
        var number = page.number("page") + 1;
        return deep || all().size() < page.number("size") || (number + 1) * page.number("size") > DEEPEST
                ? with("after", page.text("next"))
                : with("page", Long.toString(number));
    }

    public boolean hasNext() {
        return page.has("next");
    }

    private String with(String name, String value) {
        return Call.get("", asked).with(name, value).asked();
    }
}
