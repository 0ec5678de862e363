package dev.chancery.console;

import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The mappers of a scope. The API knows them as a member of it, given whole.
public final class MapperPages {
    private static final String MAPPERS = "mappers";
    private static final Pattern WITHIN = Pattern.compile("^mappers(\\[\\d+])?\\.");

    /// What a mapper is when nothing is said about it.
    private static final Thing USUAL =
            new Thing(Visit.json(Map.of("tokens", List.of("access_token", "id_token", "userinfo", "introspection"))));

    /// @param scope to which a mapper is to be added
    public record TypesPage(Thing scope) {
        public List<MapperForm> types() {
            return MapperForm.OF_SCOPES;
        }
    }

    /// @param version of its scope
    /// @param id of the mapper; empty for a new one
    public record MapperPage(
            Thing scope, String version, String id, MapperForm type, List<Filled> fields, Outcome outcome) {}

    /// `GET …/scopes/{scopeId}/mappers/create?type=`: which type, and then what of it.
    Response blank(Visit visit) {
        var read = visit.read(ScopePages.path(visit));
        if (visit.asked("type").isEmpty()) return visit.show("mapper-types", new TypesPage(read.content()));
        var type = type(visit.asked("type"));
        return visit.show(
                "mapper",
                new MapperPage(
                        read.content(), read.version(), "", type, type.fields().shown(USUAL), Outcome.NONE));
    }

    /// `POST …/scopes/{scopeId}/mappers/create`.
    Response add(Visit visit) {
        var type = type(visit.form().one("type").orElse(""));
        var scope = visit.get(ScopePages.path(visit));
        var mappers = mappers(scope);
        mappers.add(change(visit, type, USUAL).put("type", type.wire()));
        return saved(visit, scope, "", type, mappers, USUAL);
    }

    /// `GET …/scopes/{scopeId}/mappers/{mapperId}`.
    Response mapper(Visit visit) {
        var read = visit.read(ScopePages.path(visit));
        var mapper = found(visit, read.content());
        var type = type(mapper.text("type"));
        return visit.show(
                "mapper",
                new MapperPage(
                        read.content(),
                        read.version(),
                        mapper.text("id"),
                        type,
                        type.fields().shown(mapper),
                        Outcome.NONE));
    }

    /// `POST …/scopes/{scopeId}/mappers/{mapperId}`.
    Response change(Visit visit) {
        var scope = visit.get(ScopePages.path(visit));
        var mapper = found(visit, scope);
        var type = type(mapper.text("type"));
        var mappers = mappers(scope);
        var changed = (ObjectNode) mapper.json().deepCopy();
        changed.setAll(change(visit, type, mapper));
        mappers.set(mappers.indexOf(mapper.json()), changed);
        return saved(visit, scope, mapper.text("id"), type, mappers, mapper);
    }

    /// `POST …/scopes/{scopeId}/mappers/{mapperId}/remove`.
    Response remove(Visit visit) {
        var scope = visit.get(ScopePages.path(visit));
        var mappers = mappers(scope);
        mappers.remove(found(visit, scope).json());
        visit.done("PATCH", ScopePages.path(visit), Visit.json(Map.of(MAPPERS, mappers)));
        return visit.go(ScopePages.address(visit), "mapper-removed");
    }

    private static Response saved(
            Visit visit, Thing scope, String id, MapperForm type, List<JsonNode> mappers, Thing before) {
        var outcome = visit.act("PATCH", ScopePages.path(visit), Visit.json(Map.of(MAPPERS, mappers)));
        if (outcome.isDone()) return visit.go(ScopePages.address(visit), "saved");
        var said = outcome.complaint();
        var own = said.about(WITHIN.matcher(said.member()).replaceFirst(""));
        var filled = type.fields().again(visit.form(), before, own);
        return visit.show(outcome, "mapper", new MapperPage(scope, visit.version(), id, type, filled, outcome));
    }

    /// What is left empty is not said.
    private static ObjectNode change(Visit visit, MapperForm type, Thing before) {
        var change = type.fields().change(visit.form(), before);
        if (change.get("config") instanceof ObjectNode config)
            config.remove(config.properties().stream()
                    .filter(entry -> entry.getValue().asString("").isEmpty())
                    .map(Map.Entry::getKey)
                    .toList());
        return change;
    }

    private static List<JsonNode> mappers(Thing scope) {
        return new ArrayList<>(scope.things(MAPPERS).stream().map(Thing::json).toList());
    }

    private static Thing found(Visit visit, Thing scope) {
        return scope.things(MAPPERS).stream()
                .filter(mapper -> mapper.text("id").equals(visit.at("mapperId")))
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(404, "refused.mapper"));
    }

    private static MapperForm type(String wire) {
        return MapperForm.named(wire).orElseThrow(() -> new HttpRefusal(404, "refused.mapper-type"));
    }
}
