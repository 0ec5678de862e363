package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An attribute as a form shows it.
///
/// @param values one a line
/// @param named what tells the name under which it was loaded, and `loaded` what it held
/// @param now what others have made of the values since they were loaded; absent where they have not
public record AttributeRow(
        String name,
        String values,
        Loaded named,
        Loaded loaded,
        @Nullable String now) {
    private static final int SPARE = 3;
    private static final String BETWEEN = ".";
    private static final String MEMBER = "attributes";
    private static final AttributeRow EMPTY = new AttributeRow("", "", Loaded.NOTHING, Loaded.NOTHING, null);

    /// All of them, and room for more.
    static List<AttributeRow> shown(Thing attributes) {
        return spared(known(attributes).entrySet().stream().map(entry -> loaded(entry.getKey(), entry.getValue())));
    }

    /// One field for all marks of this kind, so that a form has no more fields than it must.
    public static String marks(List<AttributeRow> rows, Function<AttributeRow, Loaded> kind) {
        return rows.stream().map(kind).map(Loaded::mark).collect(Collectors.joining(BETWEEN));
    }

    /// As somebody has filled them in.
    static List<AttributeRow> typed(Form form) {
        var names = form.all("name");
        var values = form.all("values");
        var named = marks(form, "named");
        var loaded = marks(form, "loaded");
        return IntStream.range(0, Math.min(names.size(), values.size()))
                .mapToObj(row -> new AttributeRow(
                        names.get(row), values.get(row).replace("\r\n", "\n"), at(row, named), at(row, loaded), null))
                .toList();
    }

    private static List<String> marks(Form form, String kind) {
        return List.of(form.one(kind).orElse("").split(Pattern.quote(BETWEEN), -1));
    }

    private static Loaded at(int row, List<String> marks) {
        return row < marks.size() ? new Loaded(marks.get(row)) : Loaded.NOTHING;
    }

    /// The same for the form again; where others have changed the attributes since, with what they have made of them.
    static List<AttributeRow> again(List<AttributeRow> typed, Thing attributes, Complaint complaint) {
        if (!complaint.stale()) return spared(typed.stream());
        var known = known(attributes);
        var added = new LinkedHashMap<>(known);
        added.keySet().removeIf(name -> typed.stream().anyMatch(row -> row.named.is(name)));
        var merged = typed.stream().map(row -> row.merged(known, added)).toList();
        added.keySet().removeIf(name -> typed.stream().anyMatch(row -> row.name.equals(name)));
        var others = added.entrySet().stream().map(entry -> ofOthers(entry.getKey(), entry.getValue()));
        return spared(Stream.concat(merged.stream(), others));
    }

    /// @param added what was not there when the form was loaded
    private AttributeRow merged(Map<String, String> known, Map<String, String> added) {
        var taken = added.getOrDefault(name, values);
        if (!taken.equals(values)) return new AttributeRow(name, values, named, loaded, taken);
        if (!named.isKnown()) return this;
        var was = known.keySet().stream().filter(named::is).findFirst().orElse("");
        var other = known.getOrDefault(was, "");
        var isGone = name.isBlank() && values.isBlank();
        if (isGone) return other.isEmpty() || loaded.is(other) ? this : ofOthers(was, other);
        var isTheirs = loaded.is(values) && (named.is(name) || !other.isEmpty());
        var now = loaded.isChanged(values, other) ? other : null;
        return new AttributeRow(name, isTheirs ? other : values, named, Loaded.of(other), now);
    }

    private static AttributeRow ofOthers(String name, String values) {
        return new AttributeRow(name, values, Loaded.of(name), Loaded.of(values), values);
    }

    private static AttributeRow loaded(String name, String values) {
        return new AttributeRow(name, values, Loaded.of(name), Loaded.of(values), null);
    }

    private static List<AttributeRow> spared(Stream<AttributeRow> rows) {
        return Stream.concat(
                        rows.filter(row -> !row.equals(EMPTY)),
                        Stream.generate(() -> EMPTY).limit(SPARE))
                .toList();
    }

    /// A value that stands beside no name is not dropped silently.
    static Optional<Outcome> complaint(Visit visit, List<AttributeRow> typed) {
        var rows = spared(typed.stream());
        return IntStream.range(0, rows.size())
                .filter(row ->
                        rows.get(row).name.isBlank() && !rows.get(row).values.isBlank())
                .mapToObj(row -> new Complaint("", visit.say("attributes.nameless"))
                        .at(nameId(row), visit.say("attributes.name")))
                .map(Outcome.NONE::about)
                .findFirst();
    }

    /// What the API says of all of them.
    static Outcome told(Visit visit, Outcome outcome) {
        var said = outcome.complaint();
        return said.member().endsWith(MEMBER) ? outcome.about(said.at(MEMBER, visit.say("attributes.title"))) : outcome;
    }

    public static String nameId(int row) {
        return "name-" + row;
    }

    /// Only what is other than in the document; one without values goes: RFC 7396 §2.
    static ObjectNode change(List<AttributeRow> typed, Thing attributes) {
        var known = known(attributes);
        var wanted = new LinkedHashMap<String, List<String>>();
        for (var row : typed)
            wanted.computeIfAbsent(known.containsKey(row.name) ? row.name : row.name.strip(), _ -> new ArrayList<>())
                    .addAll(Fields.lines(row.values));
        wanted.remove("");
        var change = JsonText.emptyObject();
        known.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(change::putNull);
        wanted.forEach((name, values) -> {
            if (values.isEmpty()) change.putNull(name);
            else if (!values.equals(Fields.lines(known.getOrDefault(name, ""))))
                change.set(name, JsonText.tree(values));
        });
        return change;
    }

    private static Map<String, String> known(Thing attributes) {
        var known = new LinkedHashMap<String, String>();
        attributes
                .members()
                .forEach((name, values) -> known.put(
                        name,
                        values.json().valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"))));
        return known;
    }
}
