package dev.chancery.api;

import static dev.chancery.document.Member.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realms;
import dev.chancery.role.HeldRoles;
import dev.chancery.role.RoleStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/rbac/evaluate`: whether somebody holds a role, however they come by it.
public record EvaluationApi(Bearer bearer, Realms realms, RoleStore roles, HeldRoles held) {

    /// @param userId a person's `id`, a client's `serviceAccountId`, or a group's `id`
    /// @param clientId the client whose role it is; absent for the realm's own
    record Question(
            @Nullable String realmName,
            @Nullable String userId,
            @Nullable String role,
            @Nullable String clientId) {}

    /// @param decision `PERMIT` or `DENY`
    /// @param granted whether it was granted directly, rather than by a group, by default or as part of another
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Evaluation(String decision, @Nullable Boolean granted) {}

    /// `POST /api/rbac/evaluate`: 200 with the decision, by the database as it is now. Needs `VIEW_USERS`.
    public Response evaluate(Request request) {
        var actor = bearer.actor(request);
        var question = Json.read(request, Question.class);
        var realm = ApiRequest.realm(required("realmName", question.realmName()), actor, realms);
        actor.require(Permission.VIEW_USERS, realm.id());
        var holder = new SubjectId(required("userId", question.userId()));
        var role = required("role", question.role());
        var client = question.clientId();
        if (!roles.isHolder(realm.id(), holder))
            throw Refused.invalid("userId", "There is no such person, service account or group in this realm.");
        var all = held.read(realm.id(), holder);
        var has = client == null ? all.all().realm() : all.all().clients().getOrDefault(client, List.of());
        var granted =
                client == null ? all.granted().realm() : all.granted().clients().getOrDefault(client, List.of());
        if (!has.contains(role)) return Response.json(200, new Evaluation("DENY", null));
        return Response.json(200, new Evaluation("PERMIT", granted.contains(role)));
    }
}
