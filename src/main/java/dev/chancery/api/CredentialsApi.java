package dev.chancery.api;

import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Permission;
import dev.chancery.factor.Factor;
import dev.chancery.factor.Factors;
import dev.chancery.factor.RemoveFactor;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/users/{id}/credentials`: by what a person can prove who they are, never what is secret of it.
public record CredentialsApi(Bearer bearer, UserLookup lookup, Factors factors, RemoveFactor remove) {

    /// @param left how many recovery codes have not been used
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CredentialDocument(
            String id,
            Factor.Kind kind,
            @Nullable String createdAt,
            @Nullable Integer left) {}

    /// `GET …/credentials`: all of them, the password first. Needs `VIEW_USERS`.
    public Response list(Request request) {
        var found = lookup.find(request, bearer.actor(request), Permission.VIEW_USERS);
        var shown = factors.all(found.user()).stream().map(CredentialsApi::shown);
        return Response.json(200, Map.of("content", shown.toList())).noStore();
    }

    /// `DELETE …/credentials/{credentialId}`: 204; from now on the second factor is not asked for. Needs
    /// `MANAGE_USERS`, and every role that the person holds, as for setting their password.
    public Response remove(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_USERS);
        remove.run(actor, found.realm(), found.user(), request.parameter("credentialId"));
        return Response.empty(204);
    }

    private static CredentialDocument shown(Factor factor) {
        return new CredentialDocument(factor.id(), factor.kind(), time(factor.createdAt()), factor.left());
    }
}
