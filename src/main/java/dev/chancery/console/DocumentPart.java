package dev.chancery.console;

import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// A realm's document with one thing in it, as `chancery apply` takes it: what the API shows or takes one by one,
/// without what the server decides.
///
/// @param path of such a thing in the API
/// @param list where it stands in the document
/// @param name the member that the document knows it by
/// @param renamed whether that may change, so that its id must tell which one it is
record DocumentPart(Pattern path, String list, String name, boolean renamed, Set<String> decided) {
    private static final List<DocumentPart> ALL = List.of(
            new DocumentPart(
                    Pattern.compile("/api/clients(/[^/]+)?"),
                    "clients",
                    "clientId",
                    false,
                    Set.of(
                            "clientSecret",
                            "serviceAccountId",
                            "serviceAccountUsername",
                            "authorizationServicesEnabled",
                            "cibaGrantEnabled")),
            new DocumentPart(Pattern.compile("/api/scopes(/[^/]+)?"), "scopes", "name", false, Set.of()),
            new DocumentPart(
                    Pattern.compile("/api/rbac/roles(/[^/]+)?"),
                    "roles",
                    "name",
                    true,
                    Set.of("clientId", "composite")),
            new DocumentPart(
                    Pattern.compile("/api/groups(/[^/]+)?"), "groups", "path", true, Set.of("name", "parentId")),
            new DocumentPart(Pattern.compile("/api/users(/[^/]+)?"), "users", "username", true, Set.of("password")));

    private static final Pattern REALM = Pattern.compile("/api/realms(/[^/]+)?");
    private static final Set<String> DECIDED = Set.of("id", "realmName", "builtIn", "createdAt", "deletedAt");

    /// Those that come and go with their realm.
    private static final Pattern OF_NO_DOCUMENT = Pattern.compile("realm-management|.*-realm");

    /// Of what was read; empty for what is no part of it.
    static String shown(String realm, String path, Thing thing) {
        return written(realm, path, thing, thing);
    }

    /// Of what a request makes, or changes of the thing that was read before.
    static String asked(String realm, Call call, Thing before) {
        var body = call.body();
        if (body == null) return "";
        var wish = new Thing(body);
        return switch (call.method()) {
            case "POST" -> written(realm, call.path(), wish, wish);
            case "PATCH" -> before.json().isMissingNode() ? "" : written(realm, call.path(), before, wish);
            default -> "";
        };
    }

    private static String written(String realm, String path, Thing named, Thing said) {
        if (!(said.json() instanceof ObjectNode members)) return "";
        var document = JsonText.emptyObject().put("version", 1);
        if (REALM.matcher(path).matches()) {
            var whole = document.putObject("realm").put("name", named.text("name"));
            whole.setAll(without(members, DECIDED));
            return document.toPrettyString();
        }
        document.putObject("realm").put("name", realm);
        return ALL.stream()
                .filter(part -> part.path.matcher(path).matches())
                .findFirst()
                .map(part -> part.put(document, named, members))
                .orElse("");
    }

    private String put(ObjectNode document, Thing named, ObjectNode said) {
        var known = list.equals("groups") ? groupPath(named, said) : named.text(name);
        if (known.isEmpty()) return "";
        if (list.equals("clients") && OF_NO_DOCUMENT.matcher(known).matches()) return "";
        var owner = named.text("clientId");
        var to = list.equals("roles") && !owner.isEmpty()
                ? document.putArray("clients").addObject().put("clientId", owner)
                : document;
        var one = to.putArray(list).addObject();
        if (renamed && named.has("id") && !named.flag("builtIn")) one.put("id", named.text("id"));
        one.put(name, known);
        one.setAll(without(without(said, DECIDED), decided));
        return document.toPrettyString();
    }

    /// Where it will be; unknown for a new one below another, of which only the id is.
    private static String groupPath(Thing named, ObjectNode said) {
        if (!named.has("path") && named.has("parentId")) return "";
        var path = named.text("path");
        var above = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        return above + "/" + said.path("name").asString(named.text("name"));
    }

    private static ObjectNode without(ObjectNode members, Set<String> names) {
        var rest = members.deepCopy();
        rest.remove(names);
        return rest;
    }
}
