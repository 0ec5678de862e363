package dev.chancery.console;

import dev.chancery.console.MapperOwner.Whose;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The mappers of a scope, or of a client alone. The API knows them as a member of it, given whole.
public final class MapperPages {
    private static final String MAPPERS = "mappers";
    private static final Pattern WITHIN = Pattern.compile("^mappers(\\[(?<place>\\d+)])?\\.");

    /// What a mapper is when nothing is said about it.
    private static final Thing USUAL =
            new Thing(Visit.json(Map.of("tokens", List.of("access_token", "id_token", "userinfo", "introspection"))));

    private final Whose whose;

    MapperPages(Whose whose) {
        this.whose = whose;
    }

    public record ListPage(MapperOwner owner, Listed mappers) {}

    /// @param id of the mapper; empty for a new one
    public record MapperPage(MapperOwner owner, String id, MapperForm type, List<Filled> fields, Outcome outcome) {}

    /// `GET …/clients/{clientId}/mappers?search=&sort=&page=`; those of a scope stand on its page.
    Response list(Visit visit) {
        var owner = MapperOwner.of(visit, whose);
        return visit.show("client-mappers", new ListPage(owner, owner.listed(visit)));
    }

    /// `GET …/mappers/create?type=`: which type, and then what of it.
    Response blank(Visit visit) {
        var owner = MapperOwner.of(visit, whose);
        if (visit.asked("type").isEmpty()) return visit.show("mapper-types", owner);
        var type = type(owner, visit.asked("type"));
        return visit.show(
                "mapper", new MapperPage(owner, "", type, type.fields().shown(USUAL), Outcome.NONE));
    }

    /// `POST …/mappers/create`.
    Response add(Visit visit) {
        var owner = MapperOwner.of(visit, whose);
        var type = type(owner, visit.form().one("type").orElse(""));
        var mappers = mappers(owner);
        mappers.add(change(visit, type, USUAL).put("type", type.wire()));
        return saved(visit, owner, mappers, mappers.size() - 1, type, USUAL);
    }

    /// `GET …/mappers/{mapperId}`.
    Response mapper(Visit visit) {
        var owner = MapperOwner.of(visit, whose);
        var mapper = found(visit, owner);
        var type = type(owner, mapper.text("type"));
        return visit.show(
                "mapper",
                new MapperPage(owner, mapper.text("id"), type, type.fields().shown(mapper), Outcome.NONE));
    }

    /// `POST …/mappers/{mapperId}`.
    Response change(Visit visit) {
        var owner = MapperOwner.of(visit, whose);
        var mapper = found(visit, owner);
        var type = type(owner, mapper.text("type"));
        var mappers = mappers(owner);
        var changed = (ObjectNode) mapper.json().deepCopy();
        changed.setAll(change(visit, type, mapper));
        var place = mappers.indexOf(mapper.json());
        mappers.set(place, changed);
        return saved(visit, owner, mappers, place, type, mapper);
    }

    /// `POST …/mappers/{mapperId}/remove`.
    Response remove(Visit visit) {
        var owner = MapperOwner.of(visit, whose);
        var mappers = mappers(owner);
        mappers.remove(found(visit, owner).json());
        visit.done("PATCH", owner.api(visit), Visit.json(Map.of(MAPPERS, mappers)));
        return visit.go(owner.list(), "mapper-removed");
    }

    /// @param place where in the list this one is, which was `before`
    private static Response saved(
            Visit visit, MapperOwner owner, List<JsonNode> mappers, int place, MapperForm type, Thing before) {
        var asked = visit.act("PATCH", owner.api(visit), Visit.json(Map.of(MAPPERS, mappers)));
        if (asked.isDone()) return visit.go(owner.list(), "saved");
        var outcome = told(visit, owner, asked, mappers, place, type);
        var filled = type.fields().again(visit.form(), before, outcome.complaint());
        return visit.show(
                outcome, "mapper", new MapperPage(owner.asLoaded(visit), before.text("id"), type, filled, outcome));
    }

    /// What is wrong with this one is said of the input in its form; of another one, by the name of that.
    private static Outcome told(
            Visit visit, MapperOwner owner, Outcome asked, List<JsonNode> mappers, int place, MapperForm type) {
        var said = asked.complaint();
        var member = WITHIN.matcher(said.member());
        if (!member.find()) return Fields.of(owner.words()).told(visit, asked);
        var rest = member.replaceFirst("");
        var at = member.group("place");
        if (at == null || Integer.parseInt(at) == place)
            return type.fields().told(visit, asked.about(said.about(rest)));
        var other = new Thing(mappers.get(Integer.parseInt(at))).text("name");
        var label = visit.says("mapper." + rest) ? visit.say("mapper." + rest) : rest;
        return asked.about(said.at("", visit.say("mapper.of", other, label)));
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

    private static List<JsonNode> mappers(MapperOwner owner) {
        return new ArrayList<>(owner.mappers().stream().map(Thing::json).toList());
    }

    private static Thing found(Visit visit, MapperOwner owner) {
        return owner.mappers().stream()
                .filter(mapper -> mapper.text("id").equals(visit.at("mapperId")))
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(404, "refused.mapper"));
    }

    private static MapperForm type(MapperOwner owner, String wire) {
        return owner.types().stream()
                .filter(type -> type.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new HttpRefusal(404, "refused.mapper-type"));
    }
}
