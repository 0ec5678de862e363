package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;

/// The realms that an administrator may see: the list, a new one, and what rests in the bin.
public final class RealmPages {
    static final String LIST = "/console/realms";

    private static final Fields NEW = Fields.of("realm", Field.text("name"), Field.maybe("displayName"));
    private static final Fields TYPED = Fields.of("realm.delete", Field.text("name"));

    public record CreatePage(List<Filled> fields, Outcome outcome) {}

    /// @param version of the realm that is to go
    public record DeletePage(String version, List<Filled> fields, Outcome outcome) {}

    /// `GET /console`: the clients of the administrator's own realm, which is where most of the work is.
    Response home(Visit visit) {
        var seen = visit.tried("/api/realms", Map.of("size", "2")).content().things("content");
        var own = seen.size() == 1 ? seen.getFirst().text("name") : visit.seat().realm();
        return visit.goOutside("/realms/" + Call.segment(own) + "/clients", "");
    }

    /// `GET /console/realms?name=&enabled=&deleted=&page=`.
    Response list(Visit visit) {
        return visit.show("realms", Listed.of(visit, "/api/realms", "name", "enabled", "deleted"));
    }

    /// `GET /console/realms/create`.
    Response blank(Visit visit) {
        visit.draft("POST", "/api/realms", NEW.example(Thing.NOTHING));
        return visit.show("realm-create", new CreatePage(NEW.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST /console/realms/create`.
    Response create(Visit visit) {
        var form = visit.form();
        var outcome = NEW.told(visit, visit.act("POST", "/api/realms", NEW.change(form, Thing.NOTHING)));
        if (outcome.isDone())
            return visit.goOutside("/realms/" + Call.segment(outcome.content().text("name")) + "/settings", "created");
        return visit.show(
                outcome, "realm-create", new CreatePage(NEW.again(form, Thing.NOTHING, outcome.complaint()), outcome));
    }

    /// `POST /console/realms/restore`.
    Response restore(Visit visit) {
        var id = visit.form().one("id").orElse("");
        var realm = visit.done("POST", "/api/realms/" + Call.segment(id) + "/restore", null);
        return visit.goOutside("/realms/" + Call.segment(realm.text("name")) + "/settings", "restored");
    }

    /// `GET …/settings/delete`.
    Response doom(Visit visit) {
        var version = visit.read(path(visit)).version();
        return visit.show("realm-delete", new DeletePage(version, TYPED.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST …/settings/delete`: who deletes a realm has typed its name. Where others have changed it since, nothing is
    /// gone until that was said, and it is sent again.
    Response delete(Visit visit) {
        var form = visit.form();
        var outcome = form.one("name").orElse("").equals(visit.realm())
                ? visit.act("DELETE", path(visit), null)
                : TYPED.told(visit, Outcome.complaining("name", visit.say("realm.delete.other")));
        if (outcome.isDone()) return visit.goOutside("/realms", "deleted");
        var filled = TYPED.again(form, Thing.NOTHING, outcome.complaint());
        var version = outcome.complaint().stale() ? visit.read(path(visit)).version() : visit.version();
        return visit.show(outcome, "realm-delete", new DeletePage(version, filled, outcome));
    }

    static String path(Visit visit) {
        return "/api/realms/" + Call.segment(visit.realm());
    }
}
