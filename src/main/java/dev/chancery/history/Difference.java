package dev.chancery.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Refused;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What differs between two states of a thing. Objects are compared member by member, anything else as a whole.
public final class Difference {

    /// @param member a JSON Pointer (RFC 6901); `before` or `after` is absent where there is no such member
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(
            String member,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    private Difference() {}

    static List<Member> between(JsonNode before, JsonNode after) {
        var members = new ArrayList<Member>();
        collect("", before, after, members);
        return List.copyOf(members);
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<Member> members) {
        if (before.equals(after)) return;
        if (isObjectOrAbsent(before) && isObjectOrAbsent(after) && !isEmpty(before, after)) {
            var names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (var name : names)
                collect(
                        path + "/" + name.replace("~", "~0").replace("/", "~1"),
                        before.path(name),
                        after.path(name),
                        members);
        } else members.add(new Member(path, present(before), present(after)));
    }

    private static boolean isObjectOrAbsent(JsonNode node) {
        return node.isObject() || node.isMissingNode();
    }

    private static boolean isEmpty(JsonNode before, JsonNode after) {
        return before.isEmpty() && after.isEmpty();
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }

    /// As a line tells it, so that both can be compared.
    static ObjectNode tree(Object state) {
        return (ObjectNode) JsonText.MAPPER.readTree(JsonText.of(state));
    }

    /// The present state with these members as they were before; refused where another change has touched one since.
    static ObjectNode undone(List<Member> changed, ObjectNode present) {
        var conflicts = changed.stream()
                .filter(member -> !Objects.equals(at(present, member), member.after()))
                .map(member -> new Refused.Conflict(member.member(), member.after(), at(present, member)))
                .toList();
        refuse(conflicts);
        var undone = present.deepCopy();
        for (var member : changed) put(undone, JsonPointer.compile(member.member()), member.before());
        return undone;
    }

    /// Refused unless the thing is as the line left it, as far as its version knew the thing.
    static void requireSame(JsonNode left, JsonNode present) {
        refuse(between(left, present).stream()
                .filter(member -> member.before() != null
                        || left.has(JsonPointer.compile(member.member()).getMatchingProperty()))
                .map(member -> new Refused.Conflict(member.member(), member.before(), member.after()))
                .toList());
    }

    /// Refused where something has come to hang on it since.
    static void requireNone(String member, Stream<String> present) {
        var all = present.toList();
        if (!all.isEmpty()) refuse(List.of(new Refused.Conflict(member, null, JsonText.tree(all))));
    }

    private static void refuse(List<Refused.Conflict> conflicts) {
        if (conflicts.isEmpty()) return;
        var members = conflicts.stream().limit(10).map(Refused.Conflict::member).collect(Collectors.joining(", "));
        throw Refused.conflicting(
                "This was changed again since (%s): undo the later change first.".formatted(members), conflicts);
    }

    private static @Nullable JsonNode at(JsonNode state, Member member) {
        return present(state.at(member.member()));
    }

    private static void put(ObjectNode state, JsonPointer pointer, @Nullable JsonNode value) {
        var parent = state;
        var rest = pointer;
        while (!rest.tail().matches()) {
            parent = parent.withObjectProperty(rest.getMatchingProperty());
            rest = rest.tail();
        }
        if (value == null) parent.remove(rest.getMatchingProperty());
        else parent.set(rest.getMatchingProperty(), value);
    }
}
