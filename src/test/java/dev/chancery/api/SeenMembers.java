package dev.chancery.api;

import dev.chancery.Answer;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Holds answers against the schemas of an OpenAPI document, and remembers which of their members were ever sent.
final class SeenMembers {
    private final JsonNode document;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> documented = new TreeSet<>();
    private final Set<String> sent = new TreeSet<>();

    private record Member(String path, JsonNode schema) {}

    SeenMembers(JsonNode document) {
        this.document = document;
    }

    List<String> faults() {
        return faults;
    }

    /// Members that the schemas of the answers promise and no answer had.
    Set<String> neverSent() {
        var rest = new TreeSet<>(documented);
        rest.removeAll(sent);
        return rest;
    }

    /// `operation` is a method and a path.
    void check(String operation, Answer answer) {
        var parts = operation.split(" ");
        var responses = document.path("paths")
                .path(parts[1])
                .path(parts[0].toLowerCase(Locale.ROOT))
                .path("responses");
        var response = resolved(responses.path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            faults.add("%s: the answer %d is not documented: %s".formatted(operation, answer.status(), answer.body()));
            return;
        }
        var type = answer.header("Content-Type");
        var content = response.path("content").path(type);
        if (content.isMissingNode()) faults.add("%s: %s is not documented".formatted(operation, type));
        else {
            var value = JsonText.MAPPER.readTree(answer.body());
            check(operation, chosen(content.path("schema"), value), value);
            if (value.has("dryRun")) return;
        }
        for (var header : response.path("headers").propertyNames())
            if (answer.header(header).isEmpty())
                faults.add("%s: the header %s is missing".formatted(operation, header));
    }

    void check(String where, JsonNode schema, JsonNode value) {
        var whole = resolved(schema);
        requireType(where, whole, value);
        if (value.isObject()) object(where, schema, value);
        if (value.isArray()) for (var item : value) check(where + "[]", whole.path("items"), item);
        if (whole.has("enum") && whole.path("enum").valueStream().noneMatch(value::equals))
            faults.add("%s: %s is none of %s".formatted(where, value, whole.path("enum")));
    }

    private void object(String where, JsonNode schema, JsonNode value) {
        var others = resolved(schema).path("additionalProperties");
        if (others.isBoolean() && others.asBoolean()) return;
        if (others.isObject()) {
            for (var member : value.properties()) check(where + "." + member.getKey(), others, member.getValue());
            return;
        }
        var members = new LinkedHashMap<String, Member>();
        var required = new TreeSet<String>();
        collect(where, schema, members, required);
        members.values().forEach(member -> documented.add(member.path));
        for (var member : value.properties()) {
            var of = members.get(member.getKey());
            if (of == null) faults.add("%s: the member %s is not documented".formatted(where, member.getKey()));
            else {
                check(where + "." + member.getKey(), of.schema, member.getValue());
                sent.add(of.path);
            }
        }
        for (var member : required)
            if (!value.has(member)) faults.add("%s: the required member %s is missing".formatted(where, member));
    }

    private void collect(String where, JsonNode schema, Map<String, Member> members, Set<String> required) {
        var name = schema.has("$ref") ? schema.path("$ref").asString() : where;
        var whole = resolved(schema);
        for (var part : whole.path("allOf")) collect(name, part, members, required);
        for (var member : whole.path("properties").properties())
            members.put(member.getKey(), new Member(name + "." + member.getKey(), member.getValue()));
        for (var member : whole.path("required")) required.add(member.asString());
    }

    private void requireType(String where, JsonNode schema, JsonNode value) {
        if (!schema.has("type")) return;
        var is = value.isObject()
                ? "object"
                : value.isArray()
                        ? "array"
                        : value.isIntegralNumber()
                                ? "integer"
                                : value.isBoolean() ? "boolean" : value.isNull() ? "null" : "string";
        var types = schema.path("type");
        var fits = types.isArray()
                ? types.valueStream().anyMatch(type -> type.asString().equals(is))
                : types.asString().equals(is);
        if (!fits) faults.add("%s: %s instead of %s".formatted(where, is, types));
    }

    /// A dry run has its own answer beside that of the write.
    private static JsonNode chosen(JsonNode schema, JsonNode value) {
        return schema.has("oneOf") ? schema.path("oneOf").path(value.has("dryRun") ? 1 : 0) : schema;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }
}
