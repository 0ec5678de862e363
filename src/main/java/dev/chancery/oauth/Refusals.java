package dev.chancery.oauth;

import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.http.Cors;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.realm.Realm;
import java.util.LinkedHashMap;
import java.util.Map;

/// The one renderer of protocol refusals: RFC 6749 §5.2, with a reference under which administrators find the cause.
public record Refusals(FailureLog failures) {

    /// Before it is known which realm it concerns, so that nobody could find it by a reference.
    public Response of(OAuthException refused) {
        return answer(refused, Map.of("error", refused.error.code(), "error_description", refused.description()));
    }

    public Response of(Realm realm, Request request, OAuthException refused) {
        var reference = failures.record(realm.id(), refused.cause, refused.subject, refused.detail, request.address());
        var answer = answer(refused, body(refused.error, refused.description(), reference));
        // RFC 6749 §5.2: "If the client attempted to authenticate via the "Authorization" request header field, the
        // authorization server MUST … include the "WWW-Authenticate" response header field"
        if (refused.error == OAuthError.INVALID_CLIENT
                && !request.headers("Authorization").isEmpty())
            answer = answer.with("WWW-Authenticate", "Basic realm=\"%s\", charset=\"UTF-8\"".formatted(realm.name()));
        // RFC 6750 §3: "the resource server MUST include the HTTP "WWW-Authenticate" response header field"
        if (refused.error == OAuthError.INVALID_TOKEN || refused.error == OAuthError.INSUFFICIENT_SCOPE)
            answer = answer.with(
                    "WWW-Authenticate",
                    "Bearer realm=\"%s\", error=\"%s\", error_description=\"%s\""
                            .formatted(realm.name(), refused.error.code(), refused.description()));
        return new Cors(refused.origins).share(request, answer);
    }

    /// What is wrong with a request before it is one of ours: its form, its content type, its size.
    public Response of(Realm realm, Request request, HttpRefusal refused) {
        var reference =
                failures.record(realm.id(), FailureCause.MALFORMED_REQUEST, "", refused.detail(), request.address());
        var answer = Response.json(refused.status(), body(OAuthError.INVALID_REQUEST, refused.detail(), reference))
                .noStore();
        for (var header : refused.headers().entrySet()) answer = answer.with(header.getKey(), header.getValue());
        return answer;
    }

    private static Response answer(OAuthException refused, Map<String, Object> body) {
        var answer = Response.json(refused.error.status, body).noStore();
        return refused.retryAfterSeconds == 0
                ? answer
                : answer.with("Retry-After", Long.toString(refused.retryAfterSeconds));
    }

    private static Map<String, Object> body(OAuthError error, String description, String reference) {
        var body = new LinkedHashMap<String, Object>();
        body.put("error", error.code());
        body.put("error_description", "%s (reference %s)".formatted(description, reference));
        body.put("reference", reference);
        return body;
    }
}
