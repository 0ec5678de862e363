package dev.chancery.console;

import dev.chancery.console.Whole.Column;
import dev.chancery.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The roles that whoever holds a role holds too.
public final class RolePartsPages {

    /// @param client whose role it is; empty for the realm's own
    private record Part(String client, String name) {
        static Part of(Thing role) {
            return new Part(role.text("clientId"), role.text("name"));
        }

        /// For a form; neither half can hold the stroke.
        private String key() {
            return Call.segment(client) + "/" + Call.segment(name);
        }

        Thing shown() {
            return new Thing(Visit.json(Map.of("name", name, "clientId", client, "key", key())));
        }
    }

    /// @param parts with their `name`, `clientId` and `key`
    /// @param roles what else there is
    public record PartsPage(Subject subject, Listed parts, Picks roles, Outcome outcome) {}

    /// `GET …/roles/{roleId}/parts?search=&add-search=&role=`.
    Response show(Visit visit) {
        var role = Subject.of(visit, Kind.ROLE);
        return visit.show("role-parts", page(visit, role, Outcome.NONE));
    }

    /// `POST …/roles/{roleId}/parts`: adds all that are ticked, or takes one away.
    Response change(Visit visit) {
        var role = Subject.of(visit, Kind.ROLE);
        var parts = new ArrayList<>(parts(role.document()));
        var taken = visit.form().one("part");
        if (taken.isPresent()) parts.removeIf(part -> part.key().equals(taken.get()));
        else Picks.tickedRoles(visit).stream().map(Part::of).forEach(parts::add);
        var outcome = visit.act("PATCH", role.api(), Visit.json(Map.of("composites", composites(parts, role))))
                .ofPage();
        if (outcome.isDone()) return visit.go(role.path("parts"), "saved");
        return visit.show(outcome, "role-parts", page(visit, role.asLoaded(visit), outcome));
    }

    private static PartsPage page(Visit visit, Subject role, Outcome outcome) {
        var parts = parts(role.document());
        var shown = parts.stream().map(Part::shown).toList();
        var roles = Picks.ofRoles(
                visit,
                "add-",
                other -> parts.contains(Part.of(other)) || other.text("id").equals(role.id()));
        var list = Whole.of(visit, shown, Column.of("name"), Column.owner(visit, "roles.of-realm"));
        return new PartsPage(role, list, roles, outcome);
    }

    private static List<Part> parts(Thing role) {
        var parts = new ArrayList<Part>();
        for (var name : role.texts("composites.realm")) parts.add(new Part("", name));
        role.thing("composites.clients")
                .members()
                .forEach((client, names) -> names.json()
                        .valueStream()
                        .map(JsonNode::asString)
                        .forEach(name -> parts.add(new Part(client, name))));
        return parts;
    }

    /// A client of which no role is left is named all the same: RFC 7396 keeps what is not.
    private static Map<String, Object> composites(List<Part> parts, Subject role) {
        var clients = new LinkedHashMap<String, List<String>>();
        role.document().thing("composites.clients").members().keySet().forEach(name -> clients.put(name, List.of()));
        var own = new ArrayList<String>();
        parts.stream()
                .collect(Collectors.groupingBy(Part::client, Collectors.mapping(Part::name, Collectors.toList())))
                .forEach((client, names) -> {
                    if (client.isEmpty()) own.addAll(names);
                    else clients.put(client, names);
                });
        return Map.of("realm", own, "clients", clients);
    }
}
