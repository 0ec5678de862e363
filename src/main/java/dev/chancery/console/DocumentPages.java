package dev.chancery.console;

import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.Map;
import tools.jackson.core.JacksonException;

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
        var form = visit.form();
        var typed = form.one("document").orElse("");
        var prune = form.one("prune").isPresent();
        var outcome = applied(visit, typed, prune);
        var isOther = outcome.isDone() || outcome.complaint().stale();
        var version = isOther ? exported(visit, false).version() : visit.version();
        return visit.show(outcome, "document", new DocumentPage(typed, version, false, prune, outcome));
    }

    private static DocumentPage page(Answer exported, boolean users) {
        return new DocumentPage(exported.content().written(), exported.version(), users, false, Outcome.NONE);
    }

    private static Outcome applied(Visit visit, String typed, boolean prune) {
        try {
            var document = JsonText.MAPPER.readTree(typed);
            return visit.act("PUT", path(visit), Map.of("prune", Boolean.toString(prune)), document);
        } catch (JacksonException malformed) {
            return Outcome.complaining("document", visit.say("document.malformed"));
        }
    }

    private static Answer exported(Visit visit, boolean users) {
        return visit.read(path(visit), Map.of("users", Boolean.toString(users)));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/configuration";
    }
}
