package dev.chancery.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.SubjectId;
import dev.chancery.issue.PreviewToken;
import dev.chancery.user.UserStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/clients/{clientId}/token-preview`: what an access token would say, and why.
public record TokenPreviewApi(Bearer bearer, ClientLookup lookup, UserStore users, PreviewToken preview) {
    static final int LONGEST_SCOPE = 2_000;

    /// @param scope as a request would ask for it; the default when absent
    /// @param userId the person who signs in; the client acts on its own behalf when absent
    record Question(@Nullable String scope, @Nullable String userId) {}

    /// @param from the scope or client whose mapper it is, or `server`
    /// @param of what the value was made of
    record Reason(String claim, String from, String mapper, String of) {}

    /// @param why why nothing is said
    record Missing(String claim, String from, String mapper, String why) {}

    /// @param claims all but `exp`, `iat` and `jti`
    /// @param refusals why no token would be issued at all
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PreviewDocument(
            Map<String, Object> claims,
            long expiresIn,
            List<Reason> why,
            List<Missing> missing,
            List<String> refusals) {

        static PreviewDocument of(PreviewToken.Preview preview) {
            return new PreviewDocument(
                    preview.claims(),
                    preview.expiresIn(),
                    preview.reasons().stream()
                            .map(reason -> new Reason(reason.claim(), reason.owner(), reason.mapper(), reason.out()))
                            .toList(),
                    preview.missing().stream()
                            .map(missing ->
                                    new Missing(missing.claim(), missing.owner(), missing.mapper(), missing.why()))
                            .toList(),
                    preview.refusals());
        }
    }

    /// `POST /api/clients/{clientId}/token-preview`: 200 with the claims and their reasons; nothing is issued. Needs
    /// `VIEW_CLIENTS` and `VIEW_USERS`.
    public Response preview(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.VIEW_CLIENTS);
        actor.require(Permission.VIEW_USERS, found.realm().id());
        var question = request.body().length == 0 ? new Question(null, null) : Json.read(request, Question.class);
        var scope = question.scope() == null ? "" : question.scope();
        if (scope.length() > LONGEST_SCOPE)
            throw Refused.invalid("scope", "At most %d characters.".formatted(LONGEST_SCOPE));
        var person = question.userId();
        var user = person == null
                ? null
                : users.find(found.realm().id(), new SubjectId(person))
                        .orElseThrow(() -> Refused.invalid("userId", "There is no such person in this realm."));
        return Response.json(200, PreviewDocument.of(preview.run(actor, found.realm(), found.client(), user, scope)));
    }
}
