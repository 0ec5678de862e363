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
    /// @param outcome what came of it; foretold, the changes that it would make
    public record DocumentPage(String typed, boolean users, boolean prune, Outcome outcome) implements Page {
        @Override
        public String template() {
            return "document";
        }

        @Override
        public String section() {
            return "document";
        }
    }

    /// `GET …/document?users=`.
    Response document(Visit visit) {
        var users = !visit.asked("users").isEmpty();
        return visit.show(new DocumentPage(exported(visit, users).written(), users, false, Outcome.NONE));
    }

    /// `GET …/document/download?users=`: the same as a file.
    Response download(Visit visit) {
        var written = exported(visit, !visit.asked("users").isEmpty());
        return Response.json(200, written.json())
                .with("Content-Disposition", "attachment; filename=\"%s.json\"".formatted(visit.realm()))
                .noStore();
    }

    /// `POST …/document`: applies it, or shows what that would change.
    Response apply(Visit visit) {
        var form = visit.form();
        var typed = form.one("document").orElse("");
        var prune = form.one("prune").isPresent();
        var outcome = applied(visit, typed, prune);
        return visit.show(outcome, new DocumentPage(typed, false, prune, outcome));
    }

    private static Outcome applied(Visit visit, String typed, boolean prune) {
        try {
            var document = JsonText.MAPPER.readTree(typed);
            return visit.act("PUT", path(visit), Map.of("prune", Boolean.toString(prune)), document);
        } catch (JacksonException malformed) {
            return Outcome.complaining("document", visit.say("document.malformed"));
        }
    }

    private static Thing exported(Visit visit, boolean users) {
        return visit.get(path(visit), Map.of("users", Boolean.toString(users)));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/configuration";
    }
}
