package dev.chancery.console;

import dev.chancery.failure.FailureCause;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Why requests were refused, and the remedy of the most frequent reason.
public final class FailurePages {
    public static final List<String> CAUSES =
            Stream.of(FailureCause.values()).map(FailureCause::code).toList();

    /// On which tab of a client it is mended that it was refused for these; for all others elsewhere.
    private static final Map<ClientTab, Set<FailureCause>> MENDED = Map.of(
            ClientTab.CREDENTIALS,
            Set.of(
                    FailureCause.WRONG_SECRET,
                    FailureCause.EXPIRED_SECRET,
                    FailureCause.REVOKED_SECRET,
                    FailureCause.WRONG_METHOD),
            ClientTab.SETTINGS,
            Set.of(FailureCause.CLIENT_DISABLED, FailureCause.GRANT_NOT_ALLOWED, FailureCause.PKCE_MISSING),
            ClientTab.SCOPES,
            Set.of(FailureCause.SCOPE_NOT_ASSIGNED, FailureCause.UNKNOWN_SCOPE, FailureCause.SCOPE_MISSING),
            ClientTab.EVALUATE,
            Set.of(FailureCause.TOKEN_TOO_LARGE));

    /// @param failures the newest first
    /// @param reference what was looked for and is not there; mostly empty
    public record ListPage(Listed failures, String reference) {}

    /// @param client at which it is mended; nothing where it is not, or the client is gone
    /// @param sent the redirect URI that was refused; empty where it was something else, or the client is gone
    /// @param version of the client
    public record FailurePage(Thing failure, Thing client, String sent, String version, Outcome outcome) {

        /// The tab of the client on which it is mended, where it is mended on one.
        public Optional<ClientTab> tab() {
            return mends(failure)
                    .filter(_ -> client.has("id"))
                    .map(tab -> tab.isThereFor(client) ? tab : ClientTab.SETTINGS);
        }
    }

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
        var atClient = !sent.isEmpty() || mends(failure).isPresent();
        var client = atClient ? visit.tried(client(failure), Map.of()) : Answer.NONE;
        return visit.show(
                "failure",
                client.isDone()
                        ? new FailurePage(failure, client.content(), sent, client.version(), Outcome.NONE)
                        : new FailurePage(failure, Thing.NOTHING, "", "", Outcome.NONE));
    }

    /// `POST …/failures/{reference}`: registers the redirect URI that was refused.
    Response add(Visit visit) {
        var failure = visit.get(path(visit));
        var sent = failure.text("redirectUri");
        if (sent.isEmpty()) throw new HttpRefusal(404, "refused.redirect-uri");
        var outcome = ClientCheckPages.registered(visit, client(failure), sent);
        if (outcome.isDone()) return visit.go(ClientPages.address(outcome.content()), "saved");
        return visit.show(outcome, "failure", new FailurePage(failure, Thing.NOTHING, sent, visit.version(), outcome));
    }

    private static Optional<ClientTab> mends(Thing failure) {
        var cause = failure.text("cause");
        return MENDED.entrySet().stream()
                .filter(tab ->
                        tab.getValue().stream().anyMatch(each -> each.code().equals(cause)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String client(Thing failure) {
        return "/api/clients/" + Call.segment(failure.text("subject"));
    }

    private static String path(Visit visit) {
        return RealmPages.path(visit) + "/failures/" + Call.segment(visit.at("reference"));
    }
}
