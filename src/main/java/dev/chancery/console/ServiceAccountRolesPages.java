package dev.chancery.console;

import dev.chancery.console.Whole.Column;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;

/// The roles of a client that acts on its own behalf, those of the realm and of clients alike.
public final class ServiceAccountRolesPages {

    /// @param held the mappings, as the API has them
    /// @param account the fields of the service account, and `attributes` its attributes
    public record RolesPage(
            Thing client, String version, Listed held, List<Filled> account, List<AttributeRow> attributes) {}

    /// @param roles what there is
    public record AssignPage(Thing client, Picks roles, Outcome outcome) {}

    /// `GET …/clients/{clientId}/service-account-roles?search=&sort=&page=`.
    Response list(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        var client = read.content();
        return visit.show(
                "service-account-roles",
                new RolesPage(
                        client,
                        read.version(),
                        Whole.of(
                                visit,
                                held(visit, client),
                                Column.of("roleName"),
                                Column.owner(visit, "role.of.realm")),
                        ServiceAccountPages.ACCOUNT.shown(client),
                        AttributeRow.shown(ServiceAccountPages.attributes(client))));
    }

    /// `GET …/service-account-roles/assign?search=&kind=&role=&page=`: by a part of the name, whatever the role is of.
    Response choose(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        return visit.show("service-account-assign", page(visit, client, Outcome.NONE));
    }

    /// `POST …/service-account-roles/assign`: each `role`, or none of them.
    Response assign(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        if (visit.form().all("role").isEmpty()) return visit.go(address(visit) + "/assign", "");
        var outcome = HeldRolesPages.assigned(visit, client.text("serviceAccountId"));
        if (outcome.isDone()) return visit.go(address(visit), "assigned");
        return visit.show(outcome, "service-account-assign", page(visit, client, outcome));
    }

    /// `POST …/service-account-roles/{mappingId}/unassign`.
    Response unassign(Visit visit) {
        visit.done("DELETE", HeldRolesPages.MAPPINGS + "/" + Call.segment(visit.at("mappingId")), null);
        return visit.go(address(visit), "unassigned");
    }

    private static AssignPage page(Visit visit, Thing client, Outcome outcome) {
        var held = held(visit, client).stream().map(each -> each.text("roleId")).toList();
        var roles = Picks.ofRoles(visit, "", role -> held.contains(role.text("id")));
        return new AssignPage(client, roles, outcome);
    }

    private static List<Thing> held(Visit visit, Thing client) {
        var account = client.text("serviceAccountId");
        if (account.isEmpty()) return List.of();
        return visit.get(HeldRolesPages.MAPPINGS, Map.of("userId", account)).things("content");
    }

    private static String address(Visit visit) {
        return ClientPages.address(visit) + "/service-account-roles";
    }
}
