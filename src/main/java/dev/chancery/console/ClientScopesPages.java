package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The client scopes that a client has, each by default or when it is asked for.
public final class ClientScopesPages {
    /// How a scope is given: the words after `scope.type.`.
    public static final List<String> TYPES = List.of("default", "optional");

    /// @param type one of [#TYPES]
    public record Given(String name, String type) {}

    public record ScopesPage(Thing client, String version, List<Given> given) implements Page {
        @Override
        public String template() {
            return "client-scopes";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// @param scopes a page of the realm's
    public record AddPage(Thing client, String version, Thing scopes) implements Page {

        /// Those that the client has not.
        public List<Thing> left() {
            var given = given(client).stream().map(Given::name).toList();
            return scopes.things("content").stream()
                    .filter(scope -> !given.contains(scope.text("name")))
                    .toList();
        }

        @Override
        public String template() {
            return "client-scopes-add";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// `GET …/clients/{clientId}/client-scopes`.
    Response list(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        return visit.show(new ScopesPage(read.content(), read.version(), given(read.content())));
    }

    /// `GET …/client-scopes/add`.
    Response choose(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        var query = Map.of("size", "100", "page", visit.asked("page"));
        return visit.show(new AddPage(read.content(), read.version(), visit.get("/api/scopes", query)));
    }

    /// `POST …/client-scopes`: each `scope` from now on as `type` says; any other type than these takes it away.
    Response change(Visit visit) {
        var names = visit.form().all("scope");
        if (names.isEmpty()) return visit.go(address(visit) + "/add", "");
        var client = visit.get(ClientPages.path(visit));
        var type = visit.form().one("type").orElse("");
        visit.done("PATCH", ClientPages.path(visit), moved(client, names, type));
        return visit.go(address(visit), "saved");
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

    private static List<Given> given(Thing client) {
        var given = new ArrayList<Given>();
        client.texts("scopes").forEach(name -> given.add(new Given(name, "default")));
        client.texts("hiddenScopes").forEach(name -> given.add(new Given(name, "default")));
        client.texts("optionalScopes").forEach(name -> given.add(new Given(name, "optional")));
        return given;
    }

    private static String address(Visit visit) {
        return ClientPages.address(visit) + "/client-scopes";
    }
}
