package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;

/// The roles of a client that acts on its own behalf, those of the realm and of clients alike.
public final class ServiceAccountRolesPages {

    /// @param held the mappings, as the API has them
    /// @param account the fields of the service account, and `attributes` its attributes
    public record RolesPage(
            Thing client,
            String version,
            List<Thing> held,
            List<Filled> account,
            List<ServiceAccountPages.Attribute> attributes)
            implements Page {
        @Override
        public String template() {
            return "service-account-roles";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// @param roles a page of what there is
    /// @param held the ids of those that it has
    public record AssignPage(Thing client, Thing roles, List<String> held, String search) implements Page {

        public List<Thing> left() {
            return roles.things("content").stream()
                    .filter(role -> !held.contains(role.text("id")))
                    .toList();
        }

        @Override
        public String template() {
            return "service-account-assign";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// `GET …/clients/{clientId}/service-account-roles`.
    Response list(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        var client = read.content();
        return visit.show(new RolesPage(
                client,
                read.version(),
                held(visit, client),
                ServiceAccountPages.ACCOUNT.shown(client),
                ServiceAccountPages.attributes(client)));
    }

    /// `GET …/service-account-roles/assign?search=`: by a part of the name, whatever the role is of.
    Response choose(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var search = visit.asked("search");
        var query = Map.of("everywhere", "true", "search", search, "page", visit.asked("page"));
        var held = held(visit, client).stream().map(each -> each.text("roleId")).toList();
        return visit.show(new AssignPage(client, visit.get("/api/rbac/roles", query), held, search));
    }

    /// `POST …/service-account-roles/assign`: each `role`.
    Response assign(Visit visit) {
        var roles = visit.form().all("role");
        if (roles.isEmpty()) return visit.go(address(visit) + "/assign", "");
        var account = visit.get(ClientPages.path(visit)).text("serviceAccountId");
        for (var role : roles)
            visit.done(
                    "POST",
                    "/api/rbac/user-role-mappings",
                    Visit.json(Map.of("realmName", visit.realm(), "userId", account, "roleId", role)));
        return visit.go(address(visit), "assigned");
    }

    /// `POST …/service-account-roles/{mappingId}/unassign`.
    Response unassign(Visit visit) {
        visit.done("DELETE", "/api/rbac/user-role-mappings/" + Call.segment(visit.at("mappingId")), null);
        return visit.go(address(visit), "unassigned");
    }

    private static List<Thing> held(Visit visit, Thing client) {
        var account = client.text("serviceAccountId");
        if (account.isEmpty()) return List.of();
        return visit.get("/api/rbac/user-role-mappings", Map.of("userId", account))
                .things("content");
    }

    private static String address(Visit visit) {
        return ClientPages.address(visit) + "/service-account-roles";
    }
}
