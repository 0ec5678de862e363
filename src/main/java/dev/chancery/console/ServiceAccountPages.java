package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The service account of a client, as the person that others take it for: its details and its attributes.
public final class ServiceAccountPages {
    static final Fields ACCOUNT = Fields.of(
            "account",
            member("email", Field.Kind.MAYBE),
            member("firstName", Field.Kind.TEXT),
            member("lastName", Field.Kind.TEXT));

    public record AccountPage(
            Thing client, String version, List<Filled> details, List<AttributeRow> attributes, Outcome outcome) {}

    /// `GET …/clients/{clientId}/service-account`.
    Response show(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        var client = read.content();
        var rows = AttributeRow.shown(attributes(client));
        return visit.show(
                "service-account", new AccountPage(client, read.version(), ACCOUNT.shown(client), rows, Outcome.NONE));
    }

    /// `POST …/clients/{clientId}/service-account`: all of it at once.
    Response change(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var typed = AttributeRow.typed(visit.form());
        var outcome = AttributeRow.complaint(visit, typed)
                .orElseGet(() -> ACCOUNT.told(
                        visit,
                        AttributeRow.told(
                                visit, visit.act("PATCH", ClientPages.path(visit), change(visit, typed, client)))));
        if (outcome.isDone()) return visit.go(ClientPages.address(visit) + "/service-account", "saved");
        var details = ACCOUNT.again(visit.form(), client, outcome.complaint());
        var rows = AttributeRow.again(typed, attributes(client), outcome.complaint());
        return visit.show(outcome, "service-account", new AccountPage(client, visit.version(), details, rows, outcome));
    }

    private static ObjectNode change(Visit visit, List<AttributeRow> typed, Thing client) {
        var change = ACCOUNT.change(visit.form(), client);
        change.withObjectProperty("serviceAccount").set("attributes", AttributeRow.change(typed, attributes(client)));
        return change;
    }

    static Thing attributes(Thing client) {
        return client.thing("serviceAccount.attributes");
    }

    private static Field member(String name, Field.Kind kind) {
        return new Field(name, "serviceAccount." + name, kind, List.of());
    }
}
