package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The roles that whoever holds a role holds too.
public final class RolePartsPages {

    /// @param client whose role it is; empty for the realm's own
    public record Part(String client, String name) {
        static Part of(Thing role) {
            return new Part(role.text("clientId"), role.text("name"));
        }

        /// For a form; neither half can hold the stroke.
        public String key() {
            return Call.segment(client) + "/" + Call.segment(name);
        }
    }

    /// @param found what the search for roles has found
    public record PartsPage(Subject subject, List<Part> parts, String search, List<Thing> found, Outcome outcome) {
        /// The ids of those that it is made of already, and of itself.
        public Set<String> taken() {
            return found.stream()
                    .filter(role ->
                            parts.contains(Part.of(role)) || role.text("id").equals(subject.id()))
                    .map(role -> role.text("id"))
                    .collect(Collectors.toSet());
        }
    }

    /// `GET …/roles/{roleId}/parts?search=`.
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
        else parts.addAll(ticked(visit));
        var outcome = visit.act("PATCH", role.api(), Visit.json(Map.of("composites", composites(parts, role))));
        if (outcome.isDone()) return visit.go(role.path("parts"), "saved");
        return visit.show(outcome, "role-parts", page(visit, role.asLoaded(visit), outcome));
    }

    private static List<Part> ticked(Visit visit) {
        var ids = visit.form().all("role");
        return FoundRoles.by(visit, visit.asked("search")).stream()
                .filter(role -> ids.contains(role.text("id")))
                .map(Part::of)
                .toList();
    }

    private static PartsPage page(Visit visit, Subject role, Outcome outcome) {
        var search = visit.asked("search");
        return new PartsPage(role, parts(role.document()), search, FoundRoles.by(visit, search), outcome);
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
