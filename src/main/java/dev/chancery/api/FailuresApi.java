package dev.chancery.api;

import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.failure.ExplainFailure;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureFilter;
import dev.chancery.failure.UnregisteredRedirect;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/realms/{name}/failures`: why requests were refused, by the reference that the refused were given.
public record FailuresApi(Bearer bearer, Realms realms, ExplainFailure explain) {

    /// @param cause a code, such as `wrong_secret`; `explanation` and `remedy` are the same for every failure of it
    /// @param subject the `client_id` or user name as it was sent
    /// @param count how many like ones of the same hour are folded into it
    /// @param redirectUri of an authorization request, where it is what was refused
    /// @param elsewhere the realms, as far as the caller may see them, that have the client which this one lacks
    record FailureDocument(
            String reference,
            String cause,
            String explanation,
            String remedy,
            String detail,
            String subject,
            String address,
            @Nullable String firstAt,
            @Nullable String lastAt,
            long count,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String redirectUri,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> elsewhere) {

        static FailureDocument of(ExplainFailure.Explanation told) {
            var failure = told.failure();
            return new FailureDocument(
                    told.reference(),
                    failure.cause().code(),
                    failure.cause().explanation(),
                    failure.cause().remedy(),
                    failure.detail(),
                    failure.subject(),
                    failure.address(),
                    time(failure.firstAt()),
                    time(failure.lastAt()),
                    failure.count(),
                    UnregisteredRedirect.sent(failure).orElse(null),
                    told.elsewhere());
        }
    }

    /// `GET /api/realms/{name}/failures`: a page, the newest first, each with a reference of its own; `subject` and
    /// `cause` filter exactly, `from` and `to` by the day of the last one; `dropped` says how many could not
    /// be kept. Needs `VIEW_EVENTS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var filter = new FailureFilter(
                ApiRequest.prefix(request, "subject"),
                ApiRequest.choice(request, "cause", List.of(FailureCause.values()), FailureCause::code),
                ApiRequest.span(request));
        var overview = explain.page(actor, realm(request, actor), filter, ApiRequest.page(request));
        return ApiRequest.page(overview.page().map(FailureDocument::of), Map.of("dropped", overview.dropped()));
    }

    /// `GET /api/realms/{name}/failures/{reference}`: the true cause and its remedy. Needs `VIEW_EVENTS`.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var told = explain.run(actor, realm(request, actor), request.parameter("reference"));
        return Response.json(200, FailureDocument.of(told));
    }

    private Realm realm(Request request, Actor actor) {
        return ApiRequest.realm(request.parameter("name"), actor, realms);
    }
}
