package dev.chancery.console;

import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why requests were refused, and the remedy of the most frequent reason.
public final class FailurePages {

    /// How the API tells of an authorization request whose redirect URI is not registered.
    private static final Pattern SENT = Pattern.compile("sent (\\S+); nearest registered (\\S+)");

    public record ListPage(Thing page) implements Page {
        @Override
        public String template() {
            return "failures";
        }

        @Override
        public String section() {
            return "failures";
        }
    }

    /// @param sent the redirect URI that was refused; empty where it was something else, or the client is gone
    /// @param version of the client
    public record FailurePage(Thing failure, String sent, String version, Outcome outcome) implements Page {
        @Override
        public String template() {
            return "failure";
        }

        @Override
        public String section() {
            return "failures";
        }
    }

    /// `GET …/failures?reference=&page=`: with a reference, straight to what it stands for.
    Response list(Visit visit) {
        var reference = visit.asked("reference").strip();
        if (!reference.isEmpty()) return visit.go("/failures/" + Call.segment(reference), "");
        var query = Map.of("page", visit.asked("page"));
        return visit.show(new ListPage(visit.get(RealmPages.path(visit) + "/failures", query)));
    }

    /// `GET …/failures/{reference}`.
    Response failure(Visit visit) {
        var failure = visit.get(path(visit));
        var sent = sent(failure).orElse("");
        var client = sent.isEmpty() ? null : visit.tried(client(failure), Map.of());
        return visit.show(
                client == null || !client.isDone()
                        ? new FailurePage(failure, "", "", Outcome.NONE)
                        : new FailurePage(failure, sent, client.version(), Outcome.NONE));
    }

    /// `POST …/failures/{reference}`: registers the redirect URI that was refused.
    Response add(Visit visit) {
        var failure = visit.get(path(visit));
        var sent = sent(failure).orElseThrow(() -> new HttpRefusal(404, "no redirect URI was refused here"));
        var registered = new LinkedHashSet<>(visit.get(client(failure)).texts("redirectUris"));
        registered.add(sent);
        var outcome = visit.act("PATCH", client(failure), Visit.json(Map.of("redirectUris", registered)));
        if (outcome.isDone()) return visit.go("/clients/" + Call.segment(failure.text("subject")), "saved");
        return visit.show(outcome, new FailurePage(failure, sent, RealmPages.version(visit.form()), outcome));
    }

    private static Optional<String> sent(Thing failure) {
        if (!failure.text("cause").equals("redirect_uri_mismatch")) return Optional.empty();
        var read = SENT.matcher(failure.text("detail"));
        return read.matches() ? Optional.of(read.group(1)) : Optional.empty();
    }

    private static String client(Thing failure) {
        return "/api/clients/" + Call.segment(failure.text("subject"));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/failures/" + Call.segment(visit.at("reference"));
    }
}
