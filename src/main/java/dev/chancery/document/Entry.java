package dev.chancery.document;

import dev.chancery.admin.Refused;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A thing that a document names: its members, as far as the document has them.
public record Entry(Place place, ObjectNode members) {

    /// Absent where the member is.
    @Nullable
    String text(String member) {
        var value = members.path(member);
        if (value.isMissingNode() || value.isNull()) return null;
        if (!value.isString()) throw place.in(member).invalid("A text.");
        return value.stringValue();
    }

    String required(String member) {
        var text = text(member);
        if (text == null) throw place.in(member).invalid("This member is required.");
        return text;
    }

    Entry without(Set<String> names) {
        var rest = members.deepCopy();
        rest.remove(names);
        return new Entry(place, rest);
    }

    /// Those members alone.
    Entry only(Set<String> names) {
        var some = members.deepCopy();
        some.retain(names);
        return new Entry(place, some);
    }

    /// What the server decides is no part of a document.
    void requireNone(Set<String> names) {
        for (var name : names)
            if (members.has(name)) throw place.in(name).invalid("There is no such member: the server decides this.");
    }

    <T> T as(Class<T> shape) {
        return place.read(members, shape);
    }

    Refused taken(String member, String message) {
        return place.in(member).conflict(message);
    }
}
