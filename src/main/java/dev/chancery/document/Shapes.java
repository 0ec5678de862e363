package dev.chancery.document;

import dev.chancery.json.JsonText;
import java.util.HashMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.ObjectNode;

/// How the shapes of resources become members of a realm's document.
final class Shapes {

    private Shapes() {}

    /// Without what the server decides; what is built in has no id that another realm would know it by.
    static ObjectNode shown(Object shape, Set<String> decided, boolean builtIn) {
        var shown = (ObjectNode) JsonText.tree(shape);
        shown.remove(decided);
        if (builtIn) shown.remove("id");
        return shown;
    }

    /// Whether both say the same: an absent member is a null one, and a number has no size.
    static boolean same(JsonNode one, JsonNode other) {
        return plain(one).equals(plain(other));
    }

    private static JsonNode plain(JsonNode node) {
        if (node.isIntegralNumber()) return BigIntegerNode.valueOf(node.bigIntegerValue());
        if (node.isArray()) {
            var list = JsonText.MAPPER.createArrayNode();
            for (var one : node) list.add(plain(one));
            return list;
        }
        if (!node.isObject()) return node;
        var members = JsonText.emptyObject();
        for (var member : node.properties())
            if (!member.getValue().isNull()) members.set(member.getKey(), plain(member.getValue()));
        return members;
    }

    static void requireSameName(Entry wanted, String member, String name) {
        if (!name.equals(wanted.required(member)))
            throw wanted.taken(member, "The thing with this id is called %s, which cannot be changed.".formatted(name));
    }

    /// Tokens that were revoked stay so, whatever an older document says.
    static void keepRevoked(ObjectNode shown, ObjectNode wanted) {
        var until = shown.path("notBefore").asLong(0);
        var wish = wanted.path("notBefore");
        var earlier = wish.isIntegralNumber() && wish.asLong() < until;
        if (until > 0 && (earlier || wish.isMissingNode() || wish.isNull())) wanted.put("notBefore", until);
    }

    /// Mappers that the document gives no id keep the one that they have by their name.
    static void keepMapperIds(JsonNode shown, JsonNode wanted) {
        var ids = new HashMap<String, String>();
        for (var mapper : shown.path("mappers"))
            ids.put(mapper.path("name").asString(""), mapper.path("id").asString(""));
        for (var mapper : wanted.path("mappers"))
            if (mapper instanceof ObjectNode members && !members.hasNonNull("id")) {
                var kept = ids.get(members.path("name").asString(""));
                if (kept != null) members.put("id", kept);
            }
    }
}
