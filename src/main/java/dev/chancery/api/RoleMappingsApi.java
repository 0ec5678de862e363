package dev.chancery.api;

import static dev.chancery.document.Member.required;
import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.role.GrantRole;
import dev.chancery.role.Role;
import dev.chancery.role.RoleMapping;
import dev.chancery.role.RoleStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/rbac/user-role-mappings`: who holds which role. A holder is a person, the service account of a
/// client, or a group.
public record RoleMappingsApi(Bearer bearer, Realms realms, RoleStore roles, GrantRole grant) {

    private static final int MOST_ROLES = 100;

    /// @param userId a person's `id`, a client's `serviceAccountId`, or a group's `id`
    /// @param roleIds several, in place of `roleId`
    record Wish(
            @Nullable String userId,
            @Nullable String roleId,
            @Nullable List<String> roleIds,
            @Nullable String realmName) {}

    /// @param clientId the client whose role it is; absent for the realm's own
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MappingDocument(
            String id,
            String userId,
            String roleId,
            String roleName,
            @Nullable String clientId,
            String realmName,
            @Nullable String createdAt) {

        static MappingDocument of(Realm realm, RoleMapping mapping) {
            var owner = mapping.role().client();
            return new MappingDocument(
                    mapping.id(),
                    mapping.holder().value(),
                    mapping.role().id().value(),
                    mapping.role().name(),
                    owner == null ? null : owner.clientId(),
                    realm.name(),
                    time(mapping.createdAt()));
        }
    }

    /// `GET /api/rbac/user-role-mappings?userId=&realm=`: all roles of one holder. Needs `VIEW_USERS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_USERS, realm.id());
        var holder = holder(request, realm, roles);
        return ApiRequest.whole(roles.heldBy(realm.id(), holder).stream()
                .map(mapping -> MappingDocument.of(realm, mapping))
                .toList());
    }

    /// `POST /api/rbac/user-role-mappings`: 201 with the mapping, also when it was there; with `roleIds`, all of
    /// them or none. Needs `MANAGE_USERS`, and the role: all that a built-in one may do, or to hold the realm's own
    /// one, or `MANAGE_REALMS` (403).
    public Response create(Request request) {
        var actor = bearer.actor(request);
        var wish = Json.read(request, Wish.class);
        var realm = ApiRequest.realm(required("realmName", wish.realmName()), actor, realms);
        actor.require(Permission.MANAGE_USERS, realm.id());
        var holder = new SubjectId(required("userId", wish.userId()));
        if (wish.roleIds() != null) {
            var granted = grant.run(actor, realm, several(realm, wish), holder);
            var mappings = granted.stream()
                    .map(mapping -> MappingDocument.of(realm, mapping))
                    .toList();
            return Response.json(201, Map.of("content", mappings));
        }
        var mapping = grant.run(actor, realm, role(realm, required("roleId", wish.roleId())), holder);
        return Response.json(201, MappingDocument.of(realm, mapping))
                .with("Location", "/api/rbac/user-role-mappings/" + mapping.id());
    }

    private List<Role> several(Realm realm, Wish wish) {
        var ids = required("roleIds", wish.roleIds());
        if (wish.roleId() != null || ids.isEmpty() || ids.size() > MOST_ROLES)
            throw Refused.invalid("roleIds", "1 to %d roles, or one as roleId.".formatted(MOST_ROLES));
        return ids.stream().map(id -> role(realm, id)).toList();
    }

    private Role role(Realm realm, String id) {
        return roles.find(realm.id(), new RoleId(id)).orElseThrow(() -> ApiRequest.absent("role"));
    }

    /// `GET /api/rbac/user-role-mappings/{mappingId}`. Needs `VIEW_USERS`.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var id = request.parameter("mappingId");
        var realm = realmOf(request, actor, id, Permission.VIEW_USERS);
        return Response.json(200, MappingDocument.of(realm, mapping(realm, id)));
    }

    /// `DELETE /api/rbac/user-role-mappings/{mappingId}`: 204. The last administrator stays one (409). Needs
    /// `MANAGE_USERS`, and the role, as for granting it (403).
    public Response delete(Request request) {
        var actor = bearer.actor(request);
        var id = request.parameter("mappingId");
        var realm = realmOf(request, actor, id, Permission.MANAGE_USERS);
        grant.withdraw(actor, realm, mapping(realm, id));
        return Response.empty(204);
    }

    /// Whom the query names.
    static SubjectId holder(Request request, Realm realm, RoleStore roles) {
        var holder = request.query()
                .one("userId")
                .map(SubjectId::new)
                .orElseThrow(() -> Refused.invalid("userId", "Name the person, service account or group: ?userId=…"));
        if (!roles.isHolder(realm.id(), holder)) throw ApiRequest.absent("person, service account or group");
        return holder;
    }

    private Realm realmOf(Request request, Actor actor, String id, Permission permission) {
        return ApiRequest.realmOf(request, actor, realms, () -> roles.realmOfMapping(id), "mapping", permission);
    }

    private RoleMapping mapping(Realm realm, String id) {
        return roles.mapping(realm.id(), id).orElseThrow(() -> ApiRequest.absent("mapping"));
    }
}
