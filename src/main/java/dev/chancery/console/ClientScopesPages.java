package dev.chancery.console;

import dev.chancery.console.Whole.Column;
import dev.chancery.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The client scopes that a client has, each by default or when it is asked for.
public final class ClientScopesPages {
    /// How a scope is given: the words after `scope.type.`.
    public static final List<String> TYPES = List.of("default", "optional");

    /// @param given each with its `name` and its `type`, one of [#TYPES]
    public record ScopesPage(Thing client, String version, Listed given, Outcome outcome) {}

    /// @param type how they are to be given, as far as somebody has said so
    /// @param scopes the realm's
    public record AddPage(Thing client, String version, String type, Picks scopes) {}

    /// `GET …/clients/{clientId}/client-scopes?search=&sort=&page=`.
    Response list(Visit visit) {
        return visit.show("client-scopes", page(visit, Outcome.NONE));
    }

    /// `GET …/client-scopes/add?name=&scope=&type=&page=`.
    Response choose(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        var given =
                given(read.content()).stream().map(scope -> scope.text("name")).collect(Collectors.toSet());
        var scopes = Picks.ofScopes(visit, scope -> given.contains(scope.text("name")));
        return visit.show(
                "client-scopes-add", new AddPage(read.content(), read.version(), visit.asked("type"), scopes));
    }

    /// `POST …/client-scopes`: each `scope` from now on as `type` says; any other type than these takes it away.
    Response change(Visit visit) {
        var names = visit.form().all("scope");
        if (names.isEmpty()) return visit.go(address(visit) + "/add", "");
        var client = visit.get(ClientPages.path(visit));
        var type = visit.form().one("type").orElse("");
        var outcome = visit.act("PATCH", ClientPages.path(visit), moved(client, names, type))
                .ofPage();
        if (outcome.isDone()) return visit.go(address(visit), "saved");
        return visit.show(outcome, "client-scopes", page(visit, outcome));
    }

    private static ScopesPage page(Visit visit, Outcome outcome) {
        var read = visit.read(ClientPages.path(visit));
        var type = new Column("type", scope -> visit.say("scope.type." + scope.text("type")));
        var given = Whole.of(visit, given(read.content()), Column.of("name"), type);
        return new ScopesPage(read.content(), read.version(), given, outcome);
    }

    private static JsonNode moved(Thing client, List<String> names, String type) {
        var byDefault = without(client.texts("scopes"), names);
        var optional = without(client.texts("optionalScopes"), names);
        if (type.equals("default")) byDefault.addAll(names);
        if (type.equals("optional")) optional.addAll(names);
        return Visit.json(Map.of(
                "scopes",
                byDefault,
                "hiddenScopes",
                without(client.texts("hiddenScopes"), names),
                "optionalScopes",
                optional));
    }

    private static Set<String> without(List<String> all, List<String> names) {
        var left = new LinkedHashSet<>(all);
        names.forEach(left::remove);
        return left;
    }

    private static List<Thing> given(Thing client) {
        var given = new ArrayList<Thing>();
        for (var member : List.of("scopes", "hiddenScopes"))
            client.texts(member).forEach(name -> given.add(given(name, "default")));
        client.texts("optionalScopes").forEach(name -> given.add(given(name, "optional")));
        return given;
    }

    private static Thing given(String name, String type) {
        return new Thing(Visit.json(Map.of("name", name, "type", type)));
    }

    private static String address(Visit visit) {
        return ClientPages.address(visit) + "/client-scopes";
    }
}
