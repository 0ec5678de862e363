package dev.chancery.login;

import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import java.util.List;

/// Refusals as people read them, with what to do and the reference under which an administrator finds the cause.
public record ErrorPages(Pages pages, FailureLog failures) {
    private static final int MALFORMED = 400;

    public Response of(Realm realm, Request request, OAuthException refused) {
        var reference = failures.record(realm.id(), refused.cause, refused.subject, refused.detail, request.address());
        var status = refused.error.status == 401 ? MALFORMED : refused.error.status;
        var page = show(realm, request, status, refused.cause, reference);
        return refused.retryAfterSeconds == 0
                ? page
                : page.with("Retry-After", Long.toString(refused.retryAfterSeconds));
    }

    /// What is wrong with a request before it is one of ours.
    public Response of(Realm realm, Request request, HttpRefusal refused) {
        var cause = FailureCause.MALFORMED_REQUEST;
        var reference = failures.record(realm.id(), cause, "", refused.detail(), request.address());
        var page = show(realm, request, refused.status(), cause, reference);
        for (var header : refused.headers().entrySet()) page = page.with(header.getKey(), header.getValue());
        return page;
    }

    private Response show(Realm realm, Request request, int status, FailureCause cause, String reference) {
        var text = switch (cause) {
            case REDIRECT_URI_MISMATCH -> "error.redirect-uri";
            case UNKNOWN_CLIENT, CLIENT_DISABLED, REALM_DISABLED -> "error.unknown-client";
            case FLOW_ENDED -> "error.flow-ended";
            case ACTION_REQUIRED -> "error.action-required";
            case UNAVAILABLE -> "error.unavailable";
            default -> "error.malformed";
        };
        return pages.show(status, realm, request, List.of(), new ErrorPage(text, reference, text + ".hint"));
    }
}
