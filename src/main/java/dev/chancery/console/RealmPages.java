package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The realms that an administrator may see: the list, a new one, and what rests in the bin.
public final class RealmPages {
    private static final Fields NEW = Fields.of("realm", Field.text("name"), Field.maybe("displayName"));
    private static final Fields TYPED = Fields.of("realm.delete", Field.text("name"));

    /// @param filter what the list was asked for, by the names of the query
    public record ListPage(Thing page, Map<String, String> filter) implements Page {
        /// The same list again, but for its page.
        public String asked() {
            var query = Call.get("", filter).asked();
            return query.isEmpty() ? "" : query + "&";
        }

        public boolean isBin() {
            return "true".equals(filter.get("deleted"));
        }

        @Override
        public String template() {
            return "realms";
        }

        @Override
        public String section() {
            return "realms";
        }
    }

    public record CreatePage(List<Filled> fields, Outcome outcome) implements Page {
        @Override
        public String template() {
            return "realm-create";
        }

        @Override
        public String section() {
            return "realms";
        }
    }

    /// @param version of the realm that is to go
    public record DeletePage(String version, List<Filled> fields, Outcome outcome) implements Page {
        @Override
        public String template() {
            return "realm-delete";
        }

        @Override
        public String section() {
            return "settings";
        }
    }

    /// `GET /console`: the clients of the administrator's own realm, which is where most of the work is.
    Response home(Visit visit) {
        var seen = visit.tried("/api/realms", Map.of("size", "2")).content().things("content");
        var own = seen.size() == 1 ? seen.getFirst().text("name") : visit.seat().realm();
        return visit.goOutside("/realms/" + Call.segment(own) + "/clients", "");
    }

    /// `GET /console/realms?name=&deleted=&page=`.
    Response list(Visit visit) {
        var filter = new LinkedHashMap<String, String>();
        for (var name : List.of("name", "deleted")) filter.put(name, visit.asked(name));
        var query = new LinkedHashMap<>(filter);
        query.put("page", visit.asked("page"));
        return visit.show(new ListPage(visit.get("/api/realms", query), filter));
    }

    /// `GET /console/realms/create`.
    Response blank(Visit visit) {
        return visit.show(new CreatePage(NEW.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST /console/realms/create`.
    Response create(Visit visit) {
        var form = visit.form();
        var outcome = visit.act("POST", "/api/realms", NEW.change(form, Thing.NOTHING));
        if (outcome.isDone())
            return visit.goOutside("/realms/" + Call.segment(outcome.content().text("name")) + "/settings", "created");
        return visit.show(outcome, new CreatePage(NEW.again(form, Thing.NOTHING, outcome.complaint()), outcome));
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
        return visit.show(new DeletePage(version, TYPED.shown(Thing.NOTHING), Outcome.NONE));
    }

    /// `POST …/settings/delete`: who deletes a realm has typed its name.
    Response delete(Visit visit) {
        var form = visit.form();
        var outcome = form.one("name").orElse("").equals(visit.realm())
                ? visit.act("DELETE", path(visit), null)
                : Outcome.complaining("name", visit.say("realm.delete.other"));
        if (outcome.isDone()) return visit.goOutside("/realms", "deleted");
        var filled = TYPED.again(form, Thing.NOTHING, outcome.complaint());
        return visit.show(outcome, new DeletePage(version(form), filled, outcome));
    }

    static String version(Form form) {
        return form.one("version").orElse("");
    }

    static String path(Visit visit) {
        return "/api/realms/" + Call.segment(visit.realm());
    }
}
