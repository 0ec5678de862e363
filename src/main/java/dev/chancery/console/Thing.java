package dev.chancery.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A document of the API, as pages read it: what is not there is an empty text, false, or an empty list. Members of
/// members are named with a dot.
public record Thing(JsonNode json) {
    static final Thing NOTHING = new Thing(MissingNode.getInstance());

    public boolean has(String member) {
        return !at(member).isMissingNode() && !at(member).isNull();
    }

    public String text(String member) {
        return text(at(member));
    }

    public boolean flag(String member) {
        return at(member).asBoolean(false);
    }

    public long number(String member) {
        return at(member).asLong(0);
    }

    public List<String> texts(String member) {
        return stream(member).map(Thing::text).toList();
    }

    public List<Thing> things(String member) {
        return stream(member).map(Thing::new).toList();
    }

    public Thing thing(String member) {
        return new Thing(at(member));
    }

    /// The members, by name; empty for what is no object.
    public Map<String, Thing> members() {
        var members = new TreeMap<String, Thing>();
        json.properties().forEach(member -> members.put(member.getKey(), new Thing(member.getValue())));
        return members;
    }

    /// As it is written down, over several lines.
    public String written() {
        return json.toPrettyString();
    }

    private Stream<JsonNode> stream(String member) {
        return at(member).valueStream();
    }

    private static String text(JsonNode node) {
        if (node.isNull() || node.isMissingNode()) return "";
        return node.isValueNode() ? node.asString() : node.toString();
    }

    private JsonNode at(String member) {
        var node = json;
        for (var name : member.split("\\.", -1)) node = node.path(name);
        return node;
    }
}
