package dev.chancery.api;

import dev.chancery.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A realm with one thing of each kind, all of them hanging together, by their ids.
///
/// @param binned a client in the bin, with a role of its own
/// @param role made of `part`, itself a part of `whole`, held by the person, the group and the client's account
/// @param group the person is in it, and `inner` is in it
/// @param other somebody without roles and groups
/// @param mappings that the person and the group hold the role
record Things(
        String realm,
        String client,
        String binned,
        String scope,
        String role,
        String clientRole,
        String group,
        String inner,
        String person,
        String other,
        List<String> mappings) {

    static Things in(TestServer server, String name) {
        var realm = server.realm(name);
        var client = server.client(realm);
        var scope = made(server, realm, "/api/scopes", Map.of("name", "orders"));
        server.api("PATCH", "/api/clients/" + client.id(), Map.of("optionalScopes", List.of("orders")))
                .expect(200);
        made(server, realm, "/api/rbac/roles", Map.of("name", "part"));
        made(server, realm, "/api/rbac/roles", Map.of("name", "clerk"));
        var role = made(server, realm, "/api/rbac/roles", Map.of("name", "role", "composites", parts("part", "clerk")));
        made(server, realm, "/api/rbac/roles", Map.of("name", "whole", "composites", parts("part", "role")));
        var own = Map.<String, Object>of("name", "reader", "clientId", client.clientId());
        var clientRole = made(server, realm, "/api/rbac/roles", own);
        var person = made(server, realm, "/api/users", Map.of("username", "ada", "password", Callers.PASSWORD));
        var other = made(server, realm, "/api/users", Map.of("username", "bob", "email", "bob@example.com"));
        var group = made(server, realm, "/api/groups", Map.of("name", "staff"));
        var inner = made(server, realm, "/api/groups", Map.of("name", "desk", "parentId", group));
        for (var each : List.of(group, inner))
            server.api("PUT", "/api/groups/" + each + "/members/" + person, null)
                    .expect(204);
        var mappings = new ArrayList<String>();
        for (var holder : List.of(person, group, Callers.serviceAccount(server, client)))
            for (var held : List.of(role, clientRole))
                mappings.add(
                        made(server, realm, "/api/rbac/user-role-mappings", Map.of("userId", holder, "roleId", held)));
        made(server, realm, "/api/rbac/user-role-mappings", Map.of("userId", inner, "roleId", role));
        var binned = server.client(realm);
        made(server, realm, "/api/rbac/roles", Map.of("name", "writer", "clientId", binned.clientId()));
        server.api("DELETE", "/api/clients/" + binned.id(), null).expect(204);
        return new Things(
                realm,
                client.id(),
                binned.id(),
                scope,
                role,
                clientRole,
                group,
                inner,
                person,
                other,
                List.of(mappings.get(0), mappings.get(2)));
    }

    private static Map<String, List<String>> parts(String... names) {
        return Map.of("realm", List.of(names));
    }

    private static String made(TestServer server, String realm, String path, Map<String, ?> members) {
        var body = new HashMap<String, Object>(members);
        body.put("realmName", realm);
        return server.api("POST", path, body).expect(201).text("id");
    }
}
