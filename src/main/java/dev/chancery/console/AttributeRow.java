package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An attribute as a form shows it.
///
/// @param values one a line
/// @param now what others have made of the values since they were loaded; absent where they have not
public record AttributeRow(
        String name, String values, Loaded loaded, @Nullable String now) {
    private static final int SPARE = 3;
    private static final AttributeRow EMPTY = new AttributeRow("", "", Loaded.NOTHING, null);

    /// All of them, and room for more.
    static List<AttributeRow> shown(Thing attributes) {
        var rows = Stream.<AttributeRow>builder();
        known(attributes).forEach((name, values) -> rows.add(loaded(name, values)));
        return spared(rows.build());
    }

    /// As somebody has filled them in.
    static List<AttributeRow> typed(Form form) {
        var names = form.all("name");
        var values = form.all("values");
        var loaded = form.all("loaded");
        var rows = new ArrayList<AttributeRow>();
        for (var i = 0; i < Math.min(names.size(), values.size()); i++) {
            var mark = i < loaded.size() ? new Loaded(loaded.get(i)) : Loaded.NOTHING;
            rows.add(new AttributeRow(names.get(i), values.get(i).replace("\r\n", "\n"), mark, null));
        }
        return rows;
    }

    /// The same for the form again; where others have changed the attributes since, with what they have made of them.
    static List<AttributeRow> again(List<AttributeRow> typed, Thing attributes, Complaint complaint) {
        if (!complaint.stale()) return spared(typed.stream());
        var known = known(attributes);
        var marks = typed.stream().map(AttributeRow::loaded).toList();
        var merged = typed.stream()
                .map(row -> row.merged(known.getOrDefault(row.name, "")))
                .toList();
        known.keySet().removeIf(name -> typed.stream().anyMatch(row -> row.name.equals(name)));
        var others = known.entrySet().stream()
                .map(entry -> loaded(entry.getKey(), entry.getValue()))
                .filter(row -> !marks.contains(row.loaded))
                .map(row -> new AttributeRow(row.name, row.values, row.loaded, row.values));
        return spared(Stream.concat(merged.stream(), others));
    }

    private AttributeRow merged(String other) {
        var mine = whole(name, values);
        var now = whole(name, other);
        if (!loaded.isKnown()) return new AttributeRow(name, values, loaded, other.isEmpty() ? null : other);
        return new AttributeRow(
                name, loaded.is(mine) ? other : values, Loaded.of(now), loaded.isChanged(mine, now) ? other : null);
    }

    private static AttributeRow loaded(String name, String values) {
        return new AttributeRow(name, values, Loaded.of(whole(name, values)), null);
    }

    private static String whole(String name, String values) {
        return name + "\n" + values;
    }

    private static List<AttributeRow> spared(Stream<AttributeRow> rows) {
        return Stream.concat(
                        rows.filter(row -> !row.equals(EMPTY)),
                        Stream.generate(() -> EMPTY).limit(SPARE))
                .toList();
    }

    /// A value that stands beside no name is not dropped silently.
    static Optional<Outcome> complaint(Visit visit, List<AttributeRow> typed) {
        var nameless = typed.stream().anyMatch(row -> row.name.isBlank() && !row.values.isBlank());
        return nameless ? Optional.of(Outcome.complaining("", visit.say("attributes.nameless"))) : Optional.empty();
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
