package dev.chancery.console;

import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A realm as one document: written down, and made to be what one says.
public final class DocumentPages {

    /// As the form encodes the largest document that the API takes.
    static final int LARGEST_FORM = 3 * 1024 * 1024;

    /// @param typed what was to be applied; at first the realm as it is
    /// @param version of the realm as it was written down
    /// @param outcome what came of it; foretold, the changes that it would make
    public record DocumentPage(String typed, String version, boolean users, boolean prune, Outcome outcome) {}

    /// `GET …/document?users=`.
    Response document(Visit visit) {
        var users = !visit.asked("users").isEmpty();
        return visit.show("document", page(exported(visit, users), users));
    }

    /// `GET …/document/download?users=`: the same as a file.
    Response download(Visit visit) {
        var written = exported(visit, !visit.asked("users").isEmpty());
        return Response.json(200, written.content().json())
                .with("Content-Disposition", "attachment; filename=\"%s.json\"".formatted(visit.realm()))
                .noStore();
    }

    /// `POST …/document`: applies it, or shows what that would change.
    Response apply(Visit visit) {
        var typed = visit.form().one("document").orElse("");
        var page = page(visit, typed);
        return visit.show(page.outcome(), "document", page);
    }

    private static DocumentPage page(Visit visit, String typed) {
        JsonNode document;
        try {
            document = JsonText.MAPPER.readTree(typed);
        } catch (JacksonException malformed) {
            return again(visit, typed, Outcome.complaining("", why(visit, malformed)));
        }
        return applied(visit, typed, document);
    }

    /// What is no JSON is so from a place on; what is too deep to be read is so as a whole.
    private static String why(Visit visit, JacksonException malformed) {
        var place = malformed.getLocation();
        if (place == null) return visit.say("document.unreadable");
        return visit.say(
                "document.malformed", Integer.toString(place.getLineNr()), Integer.toString(place.getColumnNr()));
    }

    /// Where others have changed the realm since, it is told what the document would make of their changes, and only
    /// whoever has been told that may apply it over them.
    private static DocumentPage applied(Visit visit, String typed, JsonNode document) {
        var query = Map.of("prune", Boolean.toString(isPruning(visit)));
        var outcome = visit.act("PUT", path(visit), query, document);
        if (!outcome.isDone() && !outcome.complaint().stale()) return again(visit, typed, outcome);
        var now = exported(visit, document.has("users")).version();
        if (outcome.isDone()) return new DocumentPage(typed, now, false, isPruning(visit), outcome);
        var foretold = visit.foretold("PUT", path(visit), query, document, now);
        if (foretold.foretold() == null) return again(visit, typed, foretold);
        var told = foretold.about(Complaint.stale(visit.say("document.stale")));
        return new DocumentPage(typed, now, false, isPruning(visit), told);
    }

    private static DocumentPage again(Visit visit, String typed, Outcome outcome) {
        return new DocumentPage(typed, visit.version(), false, isPruning(visit), told(visit, outcome));
    }

    /// Of the place in it that is at fault, if there is one: RFC 6901.
    private static Outcome told(Visit visit, Outcome outcome) {
        var said = outcome.complaint();
        var place = said.member().isEmpty() ? visit.say("document.label") : said.member();
        return outcome.about(said.at("document", place));
    }

    private static boolean isPruning(Visit visit) {
        return visit.form().one("prune").isPresent();
    }

    private static DocumentPage page(Answer exported, boolean users) {
        return new DocumentPage(exported.content().written(), exported.version(), users, false, Outcome.NONE);
    }

    private static Answer exported(Visit visit, boolean users) {
        return visit.read(path(visit), Map.of("users", Boolean.toString(users)));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/configuration";
    }
}
