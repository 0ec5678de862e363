package dev.chancery.api;

import dev.chancery.Answer;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One request, or a few, of each operation that answers with content, refusals among them.
final class ApiFixture {
    private final TestServer server;
    private final Map<String, List<Answer>> answers = new LinkedHashMap<>();

    ApiFixture(TestServer server) {
        this.server = server;
    }

    /// By method and path pattern.
    Map<String, List<Answer>> answers() {
        realms();
        clients();
        secrets();
        scopes();
        people();
        sessions();
        roles();
        records();
        configuration();
        return answers;
    }

    private void realms() {
        ask("POST", "/api/realms", Map.of("name", "documented", "defaultAudience", "https://shop.example"));
        ask("POST", "/api/realms", Map.of("name", "documented"));
        for (int i = 0; i < 2; i++) server.realm("more-" + i);
        ask("GET", "/api/realms?size=1", null);
        ask("GET", "/api/realms?size=0", null);
        ask("GET", "/api/realms/{name}", null, "documented");
        ask("GET", "/api/realms/{name}", null, "absent");
        ask("PATCH", "/api/realms/{name}", Map.of("displayName", "Documented"), "documented");
        ask("PATCH", "/api/realms/{name}", Map.of("tokenLifespanSeconds", 1), "documented");
        ask("PUT", "/api/realms/{name}", Map.of("displayName", "Documented"), "documented");
        rehearse("DELETE", "/api/realms/{name}", null, "more-0");
        var binned = server.api("GET", "/api/realms/more-0", null).text("id");
        server.api("DELETE", "/api/realms/more-0", null).expect(204);
        ask("GET", "/api/realms?deleted=true", null);
        ask("POST", "/api/realms/{name}/restore", null, binned);
    }

    private void clients() {
        var wish = Map.of("realmName", "documented", "clientId", "one", "grantTypes", List.of("client_credentials"));
        ask("POST", "/api/clients", wish);
        ask("POST", "/api/clients", wish);
        ask("POST", "/api/clients", Map.of());
        for (int i = 0; i < 2; i++) server.client("documented", Map.of("clientId", "more-" + i));
        ask("GET", "/api/clients?realm=documented&size=1", null);
        ask("GET", "/api/clients/{clientId}", null, "one");
        ask("GET", "/api/clients/{clientId}", null, "absent");
        ask("PATCH", "/api/clients/{clientId}", Map.of("name", "One", "tokenLifespanSeconds", 60), "one");
        ask("PATCH", "/api/clients/{clientId}", Map.of("nonsense", 1), "one");
        ask("POST", "/api/clients/{clientId}/token-preview", Map.of("scope", "profile absent"), "one");
        ask("POST", "/api/clients/{clientId}/token-preview", Map.of("userId", "absent"), "one");
        ask("POST", "/api/clients/{clientId}/token-preview", null, "absent");
        server.client("documented", Map.of("clientId", "risky", "secretStorage", "recoverable"));
        ask("GET", "/api/clients/{clientId}/risks", null, "risky");
        ask("GET", "/api/clients/{clientId}/risks", null, "absent");
        ask("GET", "/api/clients/{clientId}/redirect-check?uri=x", null, "risky");
        ask("GET", "/api/clients/{clientId}/redirect-check", null, "risky");
        golden();
        rehearse("DELETE", "/api/clients/{clientId}", null, "more-0");
        var binned = server.api("GET", "/api/clients/more-0", null).text("id");
        server.api("DELETE", "/api/clients/more-0", null).expect(204);
        ask("GET", "/api/clients?realm=documented&deleted=true", null);
        ask("POST", "/api/clients/{clientId}/restore?realm=documented", null, binned);
    }

    private void golden() {
        var path = "/api/clients/{clientId}/golden-token";
        ask("PUT", path, Map.of("claims", Map.of("plan", "large", "scope", "all")), "one");
        rehearse("PATCH", "/api/clients/{clientId}", Map.of("enabled", false), "one");
        ask("PUT", path, Map.of("claims", 1), "one");
        ask("GET", path, null, "one");
        ask("GET", path, null, "more-1");
        rehearse("DELETE", path, null, "one");
        var eve = Callers.person(server, "documented", "eve");
        var app = Map.of("clientId", "app", "publicClient", true, "grantTypes", List.of("password"));
        server.client("documented", Map.copyOf(app));
        ask("PUT", path, Map.of("userId", eve), "app");
        rehearse("DELETE", "/api/users/{id}", null, eve);
        rehearse("PUT", "/api/users/{id}/password", Map.of("password", "another password"), eve);
    }

    private void secrets() {
        var readable = server.client("documented", Map.of("clientId", "readable", "secretStorage", "recoverable"));
        server.token(readable).expect(200);
        while (!server.api("GET", "/api/clients/readable/secrets", null).body().contains("lastUsedAt"))
            Thread.onSpinWait();
        var added = ask(
                "POST",
                "/api/clients/{clientId}/secrets",
                Map.of("name", "second", "expiresAt", "2099-01-31T12:00:00Z"),
                "readable");
        ask("GET", "/api/clients/{clientId}/secrets/{secretId}/value", null, "readable", added.text("id"));
        rehearse("DELETE", "/api/clients/{clientId}/secrets/{secretId}", null, "readable", added.text("id"));
        server.api("DELETE", "/api/clients/readable/secrets/" + added.text("id"), null)
                .expect(204);
        ask("GET", "/api/clients/{clientId}/secrets", null, "readable");
        ask("GET", "/api/clients/{clientId}/secrets/{secretId}", null, "readable", added.text("id"));
        ask("GET", "/api/clients/{clientId}/secrets/{secretId}", null, "readable", "absent");
        ask("POST", "/api/clients/{clientId}/rotate-secret", Map.of("overlapSeconds", 60), "readable");
    }

    private void scopes() {
        var wish = Map.of("realmName", "documented", "name", "orders");
        var id = ask("POST", "/api/scopes", wish).text("id");
        ask("POST", "/api/scopes", wish);
        ask("POST", "/api/scopes", Map.of("realmName", "documented", "name", "two words"));
        ask("GET", "/api/scopes?realm=documented&size=1", null);
        ask("GET", "/api/scopes/{scopeId}", null, id);
        ask("GET", "/api/scopes/{scopeId}", null, "absent");
        ask("PATCH", "/api/scopes/{scopeId}", Map.of("realmDefault", "optional"), id);
        ask("PATCH", "/api/scopes/{scopeId}", Map.of("realmDefault", "always"), id);
        rehearse("DELETE", "/api/scopes/{scopeId}", null, id);
    }

    private void people() {
        var wish = Map.of("realmName", "documented", "username", "ada", "email", "ada@example.com");
        var id = ask("POST", "/api/users", wish).text("id");
        ask("POST", "/api/users", wish);
        ask("POST", "/api/users", Map.of());
        ask("GET", "/api/users?realm=documented&size=1", null);
        ask("GET", "/api/users/{id}", null, id);
        ask("GET", "/api/users/{id}", null, "absent");
        ask("PATCH", "/api/users/{id}", Map.of("firstName", "Ada"), id);
        ask("PATCH", "/api/users/{id}", Map.of("enabled", "yes"), id);
        ask("PUT", "/api/users/{id}", Map.of("lastName", "Lovelace"), id);
        Phone.of(server, "documented", Residents.of(server).user("documented", "phil"));
        var phil = Residents.of(server).find("documented", "phil").id().value();
        ask("GET", "/api/users/{id}/credentials", null, phil);
        ask("GET", "/api/users/{id}/credentials", null, "absent");
        var path = "/api/users/{id}/credentials/{credentialId}";
        rehearse("DELETE", path, null, phil, phil + ":recovery-codes");
        for (var credential : List.of(phil + ":password", "absent")) ask("DELETE", path, null, phil, credential);
        consents(phil);
    }

    private void consents(String phil) {
        var client = SignedIn.client(server, "documented", Map.of("name", "The shop"));
        Residents.of(server).agree("documented", phil, client.id(), "profile");
        SignedIn.at(server, client, Residents.of(server).find("documented", "phil"))
                .offline()
                .tokens();
        for (var person : List.of(phil, "absent")) ask("GET", "/api/users/{id}/consents", null, person);
        var path = "/api/users/{id}/consents/{clientId}";
        rehearse("DELETE", path, null, phil, client.id());
        ask("DELETE", path, null, phil, "absent");
    }

    private void sessions() {
        var ada = Callers.person(server, "documented", "signed-in");
        Residents.of(server).session("documented", ada);
        var sid = Residents.of(server).session("documented", ada);
        ask("GET", "/api/sessions?realm=documented&size=1", null);
        ask("GET", "/api/sessions/{sessionId}", null, sid);
        ask("GET", "/api/sessions/{sessionId}", null, "absent");
        rehearse("DELETE", "/api/sessions/{sessionId}", null, sid);
        rehearse("DELETE", "/api/sessions?realm=documented&userId=" + ada, null);
    }

    private void roles() {
        var wish = Map.of("realmName", "documented", "name", "developer");
        var role = ask("POST", "/api/rbac/roles", wish).text("id");
        ask("POST", "/api/rbac/roles", wish);
        ask("GET", "/api/rbac/roles?realm=documented&size=1", null);
        ask("GET", "/api/rbac/roles/{roleId}", null, role);
        ask("GET", "/api/rbac/roles/{roleId}", null, "absent");
        var grace = Callers.person(server, "documented", "grace");
        var grant = Map.of("realmName", "documented", "userId", grace, "roleId", role);
        var mapping = ask("POST", "/api/rbac/user-role-mappings", grant).text("id");
        ask("POST", "/api/rbac/user-role-mappings", Map.of());
        ask("GET", "/api/rbac/user-role-mappings?realm=documented&userId=" + grace, null);
        ask("GET", "/api/rbac/user-role-mappings?realm=documented", null);
        ask("GET", "/api/rbac/user-role-mappings/{mappingId}", null, mapping);
        ask("GET", "/api/rbac/user-role-mappings/{mappingId}", null, "absent");
        rehearse("DELETE", "/api/rbac/user-role-mappings/{mappingId}", null, mapping);
        rehearse("DELETE", "/api/rbac/roles/{roleId}", null, role);
        var parts = Map.of("composites", Map.of("realm", List.of("view-users")), "default", false);
        ask("PATCH", "/api/rbac/roles/{roleId}", parts, role);
        ask("PATCH", "/api/rbac/roles/{roleId}", Map.of("nonsense", 1), role);
        var own = Map.of("realmName", "documented", "clientId", "one", "name", "reader");
        var reader = ask("POST", "/api/rbac/roles", own).text("id");
        var both = Map.of("realmName", "documented", "userId", grace, "roleId", reader);
        ask("POST", "/api/rbac/user-role-mappings", both);
        for (var name : List.of("developer", "nobody"))
            ask("POST", "/api/rbac/evaluate", Map.of("realmName", "documented", "userId", grace, "role", name));
        ask("POST", "/api/rbac/evaluate", Map.of());
        ask("GET", "/api/rbac/held-roles?realm=documented&userId=" + grace, null);
        ask("GET", "/api/rbac/held-roles?realm=documented", null);
        groups(grace);
    }

    private void groups(String member) {
        var wish = Map.of("realmName", "documented", "name", "staff", "attributes", Map.of("site", List.of("Delft")));
        var id = ask("POST", "/api/groups", wish).text("id");
        ask("POST", "/api/groups", wish);
        ask("POST", "/api/groups", Map.of("realmName", "documented", "name", "desk", "parentId", id));
        ask("POST", "/api/groups", Map.of());
        server.api("POST", "/api/groups", Map.of("realmName", "documented", "name", "trainees"))
                .expect(201);
        ask("GET", "/api/groups?realm=documented&size=1", null);
        ask("GET", "/api/groups/{groupId}", null, id);
        ask("GET", "/api/groups/{groupId}", null, "absent");
        ask("PATCH", "/api/groups/{groupId}", Map.of("description", "All of them"), id);
        ask("PATCH", "/api/groups/{groupId}", Map.of("name", "a/b"), id);
        rehearse("PUT", "/api/groups/{groupId}/members/{id}", null, id, member);
        server.api("PUT", "/api/groups/" + id + "/members/" + member, null).expect(204);
        rehearse("DELETE", "/api/groups/{groupId}/members/{id}", null, id, member);
        rehearse("DELETE", "/api/groups/{groupId}", null, id);
        ask("GET", "/api/groups/{groupId}/members", null, id);
        ask("GET", "/api/groups/{groupId}/members", null, "absent");
        ask("GET", "/api/users/{id}/groups", null, member);
        ask("GET", "/api/users/{id}/groups", null, "absent");
    }

    private void records() {
        rehearse("POST", "/api/realms/{name}/keys/rotate", null, "documented");
        server.api("POST", "/api/realms/documented/keys/rotate", null).expect(204);
        ask("GET", "/api/realms/{name}/keys", null, "documented");
        ask("GET", "/api/realms/{name}/keys", null, "absent");
        var client = server.client("master", Map.of("clientId", "elsewhere"));
        var lost = new TestServer.TestClient("documented", client.id(), client.clientId(), client.secret());
        var reference = server.token(lost).expect(401).text("reference");
        server.token(new TestServer.TestClient("documented", "", "ghost", "cs_x"))
                .expect(401);
        var web = server.client(
                "documented",
                Map.of(
                        "grantTypes",
                        List.of("authorization_code"),
                        "redirectUris",
                        List.of("https://shop.example/cb")));
        server.get("/realms/documented/protocol/openid-connect/auth?redirect_uri=https://other.example/&client_id="
                        + web.clientId())
                .expect(400);
        ask("GET", "/api/realms/{name}/failures?size=1", null, "documented");
        ask("GET", "/api/realms/{name}/failures", null, "documented");
        ask("GET", "/api/realms/{name}/failures/{reference}", null, "documented", reference);
        ask("GET", "/api/realms/{name}/failures/{reference}", null, "documented", "absent");
        ask("GET", "/api/realms/{name}/audit?size=1", null, "documented");
        ask("GET", "/api/realms/{name}/audit?after=forged", null, "documented");
        undo();
    }

    private void undo() {
        var undo = new Undo(server, "documented");
        for (var name : List.of("Once", "Twice"))
            server.api("PATCH", "/api/realms/documented", Map.of("displayName", name, "defaultAudience", name))
                    .expect(200);
        var once = undo.lines().get(1).get("eventId").toString();
        ask("GET", "/api/realms/{name}/audit/{eventId}", null, "documented", once);
        ask("GET", "/api/realms/{name}/audit/{eventId}", null, "documented", "absent");
        ask("POST", "/api/realms/{name}/audit/{eventId}/undo", null, "documented", once);
        var rotated = undo.last("client.secret_rotated");
        ask("GET", "/api/realms/{name}/audit/{eventId}", null, "documented", rotated);
        ask("POST", "/api/realms/{name}/audit/{eventId}/undo", null, "documented", rotated);
        var grace = server.api("POST", "/api/users", Map.of("realmName", "documented", "username", "undone"))
                .expect(201)
                .text("id");
        server.api("DELETE", "/api/users/" + grace, null).expect(204);
        ask("GET", "/api/realms/{name}/audit/{eventId}", null, "documented", undo.last());
        ask("POST", "/api/realms/{name}/audit/{eventId}/undo", null, "documented", undo.last());
        ask("POST", "/api/realms/{name}/audit/{eventId}/undo", null, "documented", "absent");
    }

    private void configuration() {
        ask("GET", "/api/realms/{name}/configuration?users=true", null, "documented");
        ask("GET", "/api/realms/{name}/configuration", null, "absent");
        var document = Map.of("roles", List.of(Map.of("name", "one-more")), "realm", Map.of("displayName", "All"));
        ask("PUT", "/api/realms/{name}/configuration?dryRun=true", document, "documented");
        ask("PUT", "/api/realms/{name}/configuration", document, "documented");
        ask("PUT", "/api/realms/{name}/configuration", Map.of("nonsense", 1), "documented");
        ask("GET", "/api/schemas/realm-configuration", null);
    }

    private Answer ask(String method, String pattern, Object body, String... parameters) {
        var route = pattern.indexOf('?') < 0 ? pattern : pattern.substring(0, pattern.indexOf('?'));
        if (DryRun.isRehearsed(method, route)) rehearse(method, pattern, body, parameters);
        return send(method, pattern, body, parameters);
    }

    private Answer rehearse(String method, String pattern, Object body, String... parameters) {
        return send(method, pattern + (pattern.contains("?") ? "&" : "?") + "dryRun=true", body, parameters);
    }

    private Answer send(String method, String pattern, Object body, String... parameters) {
        var path = pattern;
        for (var parameter : parameters) path = path.replaceFirst("\\{[^}]+}", parameter);
        var answer = server.api(method, path, body);
        var route = pattern.indexOf('?') < 0 ? pattern : pattern.substring(0, pattern.indexOf('?'));
        answers.computeIfAbsent(method + " " + route, _ -> new ArrayList<>()).add(answer);
        return answer;
    }
}
