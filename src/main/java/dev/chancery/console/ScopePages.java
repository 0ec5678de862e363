package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;

/// The client scopes of a realm: the list, a new one, and what each is.
public final class ScopePages {
    /// Who gets a scope: the words after `scope.realmDefault.is.`.
    public static final List<String> DEFAULTS = List.of("none", "default", "optional");

    private static final Fields SETTINGS = Fields.of(
            "scope",
            Field.text("description"),
            Field.flag("includeInTokenScope"),
            Field.text("consentText"),
            Field.choice("realmDefault", DEFAULTS.toArray(String[]::new)));

    private static final Fields NEW = Fields.of("scope", Field.text("name")).with(SETTINGS);

    /// What a scope is when nothing is said about it.
    private static final Thing USUAL = new Thing(Visit.json(Map.of("includeInTokenScope", true)));

    public record CreatePage(List<Filled> fields, Outcome outcome) {}

    /// @param owner the scope, whose mappers are shown with it
    public record ScopePage(MapperOwner owner, Listed mappers, List<Filled> fields, Outcome outcome) {
        public Thing scope() {
            return owner.document();
        }

        public String version() {
            return owner.version();
        }
    }

    /// `GET …/scopes?name=&realmDefault=&page=`.
    Response list(Visit visit) {
        return visit.show("scopes", Listed.of(visit, "/api/scopes", "name", "realmDefault"));
    }

    /// `GET …/scopes/create`.
    Response blank(Visit visit) {
        visit.draft("POST", "/api/scopes", NEW.example(USUAL).put("realmName", visit.realm()));
        return visit.show("scope-create", new CreatePage(NEW.shown(USUAL), Outcome.NONE));
    }

    /// `POST …/scopes/create`.
    Response create(Visit visit) {
        var form = visit.form();
        var wish = NEW.change(form, Thing.NOTHING).put("realmName", visit.realm());
        var outcome = NEW.told(visit, visit.act("POST", "/api/scopes", wish));
        if (outcome.isDone())
            return visit.go("/scopes/" + Call.segment(outcome.content().text("id")), "created");
        return visit.show(
                outcome, "scope-create", new CreatePage(NEW.again(form, Thing.NOTHING, outcome.complaint()), outcome));
    }

    /// `GET …/scopes/{scopeId}?search=&sort=&page=`: with its mappers.
    Response scope(Visit visit) {
        var owner = MapperOwner.of(visit, MapperOwner.Whose.SCOPE);
        var filled = SETTINGS.shown(owner.document());
        return visit.show("scope", new ScopePage(owner, owner.listed(visit), filled, Outcome.NONE));
    }

    /// `POST …/scopes/{scopeId}`.
    Response change(Visit visit) {
        var owner = MapperOwner.of(visit, MapperOwner.Whose.SCOPE);
        var scope = owner.document();
        var form = visit.form();
        var outcome = SETTINGS.told(visit, visit.act("PATCH", path(visit), SETTINGS.change(form, scope)));
        if (outcome.isDone()) return visit.go(address(visit), "saved");
        var filled = SETTINGS.again(form, scope, outcome.complaint());
        return visit.show(outcome, "scope", new ScopePage(owner.asLoaded(visit), owner.listed(visit), filled, outcome));
    }

    /// `POST …/scopes/{scopeId}/delete`.
    Response delete(Visit visit) {
        visit.done("DELETE", path(visit), null);
        return visit.go("/scopes", "scope-deleted");
    }

    static String path(Visit visit) {
        return "/api/scopes/" + Call.segment(visit.at("scopeId"));
    }

    static String address(Visit visit) {
        return "/scopes/" + Call.segment(visit.at("scopeId"));
    }
}
