package dev.chancery.console;

import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.List;
import java.util.Map;

/// The roles that a client has of its own.
public final class ClientRolesPages {
    private static final Fields ROLE = Fields.of("role", Field.text("name"), Field.text("description"));

    /// @param fresh the form for one more
    public record RolesPage(Thing client, Listed roles, List<Filled> fresh, Outcome outcome) {}

    /// `GET …/clients/{clientId}/roles?search=&composite=&page=`.
    Response list(Visit visit) {
        return visit.show("client-roles", page(visit, ROLE.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST …/clients/{clientId}/roles`.
    Response create(Visit visit) {
        var wish = JsonText.emptyObject();
        wish.put("realmName", visit.realm());
        wish.put("clientId", visit.get(ClientPages.path(visit)).text("clientId"));
        wish.setAll(ROLE.change(visit.form(), Thing.NOTHING));
        var outcome = ROLE.told(visit, visit.act("POST", "/api/rbac/roles", wish));
        if (outcome.isDone()) return visit.go(address(visit), "created");
        var filled = ROLE.again(visit.form(), Thing.NOTHING, outcome.complaint());
        return visit.show(outcome, "client-roles", page(visit, filled, outcome));
    }

    /// `POST …/clients/{clientId}/roles/{roleId}/delete`.
    Response delete(Visit visit) {
        visit.done("DELETE", "/api/rbac/roles/" + Call.segment(visit.at("roleId")), null);
        return visit.go(address(visit), "gone");
    }

    private static RolesPage page(Visit visit, List<Filled> fresh, Outcome outcome) {
        var client = visit.get(ClientPages.path(visit));
        var of = Map.of("client", client.text("clientId"));
        var roles = Listed.of(visit, "/api/rbac/roles", of, "search", "composite");
        return new RolesPage(client, roles, fresh, outcome);
    }

    private static String address(Visit visit) {
        return ClientPages.address(visit) + "/roles";
    }
}
