package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The service account of a client, as the person that others take it for: its details and its attributes.
public final class ServiceAccountPages {
    private static final int BLANK_ROWS = 2;

    static final Fields ACCOUNT = Fields.of("account", member("email"), member("firstName"), member("lastName"));

    /// @param values one a line
    public record Attribute(String key, String values) {}

    public record AccountPage(
            Thing client, String version, List<Filled> details, List<Attribute> attributes, Outcome outcome)
            implements Page {
        @Override
        public String template() {
            return "service-account";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// `GET …/clients/{clientId}/service-account`.
    Response show(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        var client = read.content();
        return visit.show(
                new AccountPage(client, read.version(), ACCOUNT.shown(client), attributes(client), Outcome.NONE));
    }

    /// `POST …/clients/{clientId}/service-account`: all of it at once.
    Response change(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var form = visit.form();
        var outcome = visit.act("PATCH", ClientPages.path(visit), change(form, client));
        if (outcome.isDone()) return visit.go(ClientPages.address(visit) + "/service-account", "saved");
        var version = form.one("version").orElse("");
        var details = ACCOUNT.again(form, client, outcome.complaint());
        return visit.show(outcome, new AccountPage(client, version, details, typed(form), outcome));
    }

    private static ObjectNode change(Form form, Thing client) {
        var change = ACCOUNT.change(form, client);
        var account = change.withObjectProperty("serviceAccount");
        if (account.path("email").asString("").isEmpty()) account.putNull("email");
        account.set("attributes", attributes(form, client));
        return change;
    }

    /// RFC 7396 §2: what is to go is named, with null.
    private static ObjectNode attributes(Form form, Thing client) {
        var attributes = JsonText.emptyObject();
        client.thing("serviceAccount.attributes").members().keySet().forEach(attributes::putNull);
        for (var typed : typed(form)) {
            var values = Fields.lines(typed.values());
            if (!typed.key().isBlank() && !values.isEmpty())
                attributes.set(typed.key().strip(), Visit.json(values));
        }
        return attributes;
    }

    private static List<Attribute> typed(Form form) {
        var keys = form.all("key");
        var values = form.all("values");
        return IntStream.range(0, Math.min(keys.size(), values.size()))
                .mapToObj(each -> new Attribute(keys.get(each), values.get(each)))
                .toList();
    }

    /// As they are, with room for more.
    static List<Attribute> attributes(Thing client) {
        var account = client.thing("serviceAccount.attributes");
        var attributes = new ArrayList<Attribute>();
        account.members().forEach((key, values) -> attributes.add(new Attribute(key, lines(values))));
        for (var blank = 0; blank < BLANK_ROWS; blank++) attributes.add(new Attribute("", ""));
        return attributes;
    }

    private static String lines(Thing values) {
        return values.json().valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"));
    }

    private static Field member(String name) {
        return new Field(name, "serviceAccount." + name, Field.Kind.TEXT, List.of());
    }
}
