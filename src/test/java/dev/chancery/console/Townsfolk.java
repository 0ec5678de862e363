package dev.chancery.console;

import dev.chancery.Answer;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The people, groups and roles of the realm of [AtConsole].
record Townsfolk(TestServer server) {
    static final String ADA = "ada.lovelace";

    void settle() {
        var ada = make(
                "/api/users",
                Map.of(
                        "username",
                        ADA,
                        "email",
                        "ada@example.com",
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "attributes",
                        Map.of("applications", List.of("orders", "billing"))));
        var lead = make("/api/rbac/roles", Map.of("name", "Lead", "composites", Map.of("realm", List.of("Developer"))));
        make("/api/rbac/roles", Map.of("name", "Clerk", "clientId", "ticket-shop"));
        var staff = make("/api/groups", Map.of("name", "staff", "description", "Who works here"));
        make("/api/groups", Map.of("name", "desk", "parentId", staff));
        make("/api/rbac/user-role-mappings", Map.of("userId", staff, "roleId", lead));
        server.api("PUT", "/api/groups/" + staff + "/members/" + ada, null).expect(204);
        Residents.of(server).session(AtConsole.REALM, ada);
        var shop = server.api("GET", "/api/clients/ticket-shop?realm=" + AtConsole.REALM, null);
        Residents.of(server).agree(AtConsole.REALM, ada, shop.expect(200).text("id"), "openid", "profile", "email");
        Phone.of(server, AtConsole.REALM, Residents.of(server).find(AtConsole.REALM, ADA));
    }

    private String make(String path, Map<String, Object> members) {
        var wish = new HashMap<>(members);
        wish.put("realmName", AtConsole.REALM);
        return server.api("POST", path, wish).expect(201).text("id");
    }

    /// The path with the ids of those that it names: `/users/{ada.lovelace}/roles`.
    String resolved(String path) {
        var from = path.indexOf("/{");
        if (from < 0) return path;
        var until = path.indexOf('}');
        var kind = path.substring(path.lastIndexOf('/', from - 1) + 1, from);
        var id = id(kind, path.substring(from + 2, until));
        return resolved(path.substring(0, from + 1) + id + path.substring(until + 1));
    }

    private String id(String kind, String name) {
        if (kind.equals("credentials")) return id("users", ADA) + ":" + name;
        var realm = "/api/realms/" + AtConsole.REALM;
        var list = switch (kind) {
            case "users" -> "/api/users?search=" + name;
            case "groups" -> "/api/groups?size=100";
            case "audit" -> realm + "/audit?type=" + name;
            case "failures" -> realm + "/failures?size=100";
            default -> "/api/rbac/roles?everywhere=true&search=" + name;
        };
        var found = all(server.api("GET", list + "&realm=" + AtConsole.REALM, null)).stream()
                .filter(one -> one.containsValue(name))
                .findFirst()
                .orElseThrow();
        return Stream.of("id", "eventId", "reference")
                .filter(found::containsKey)
                .map(found::get)
                .map(Object::toString)
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> all(Answer answer) {
        return (List<Map<String, Object>>) answer.expect(200).get("content");
    }
}
