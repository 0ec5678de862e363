package dev.chancery.console;

import dev.chancery.failure.FailureCause;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Why requests were refused, and the remedy of the most frequent reason.
public final class FailurePages {
    public static final List<String> CAUSES =
            Stream.of(FailureCause.values()).map(FailureCause::code).toList();

    /// @param failures the newest first
    /// @param reference what was looked for and is not there; mostly empty
    public record ListPage(Listed failures, String reference) {}

    /// @param sent the redirect URI that was refused; empty where it was something else, or the client is gone
    /// @param version of the client
    public record FailurePage(Thing failure, String sent, String version, Outcome outcome) {}

    /// `GET …/failures?reference=&subject=&cause=&from=&to=&page=`: with a reference, straight to what it stands for.
    Response list(Visit visit) {
        var path = RealmPages.path(visit) + "/failures";
        var reference = visit.asked("reference").strip();
        if (!reference.isEmpty()) {
            var found = visit.tried(path + "/" + Call.segment(reference), Map.of());
            if (found.isDone())
                return visit.go("/failures/" + Call.segment(found.content().text("reference")), "");
        }
        return visit.show(
                "failures", new ListPage(Listed.of(visit, path, "subject", "cause", "from", "to"), reference));
    }

    /// `GET …/failures/{reference}`.
    Response failure(Visit visit) {
        var failure = visit.get(path(visit));
        var sent = failure.text("redirectUri");
        var client = sent.isEmpty() ? null : visit.tried(client(failure), Map.of());
        return visit.show(
                "failure",
                client == null || !client.isDone()
                        ? new FailurePage(failure, "", "", Outcome.NONE)
                        : new FailurePage(failure, sent, client.version(), Outcome.NONE));
    }

    /// `POST …/failures/{reference}`: registers the redirect URI that was refused.
    Response add(Visit visit) {
        var failure = visit.get(path(visit));
        var sent = failure.text("redirectUri");
        if (sent.isEmpty()) throw new HttpRefusal(404, "refused.redirect-uri");
        var outcome = ClientCheckPages.registered(visit, client(failure), sent);
        if (outcome.isDone()) return visit.go(ClientPages.address(outcome.content()), "saved");
        return visit.show(outcome, "failure", new FailurePage(failure, sent, visit.version(), outcome));
    }

    private static String client(Thing failure) {
        return "/api/clients/" + Call.segment(failure.text("subject"));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/failures/" + Call.segment(visit.at("reference"));
    }
}
