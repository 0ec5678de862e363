package dev.chancery.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chancery.admin.Permission;
import dev.chancery.group.Group;
import dev.chancery.group.GroupStore;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.GroupId;
import dev.chancery.id.RoleId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.role.Role;
import dev.chancery.role.RolePartStore;
import dev.chancery.role.RoleStore;
import dev.chancery.user.UserStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/rbac/held-roles`: all that somebody holds, and how they come by each.
public record HeldRolesApi(
        Bearer bearer,
        Realms realms,
        RoleStore roles,
        RolePartStore parts,
        GroupStore groups,
        GroupLookup paths,
        UserStore users) {

    /// @param clientId the client whose role it is; absent for the realm's own
    /// @param mappingId of the grant, where it was granted to them directly
    /// @param byDefault every person of the realm holds it
    /// @param groups the paths of those that hold it, and that they are in
    /// @param partOf the names of the roles they hold that are made of it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeldDocument(
            String roleId,
            String roleName,
            @Nullable String clientId,
            @Nullable String mappingId,
            @JsonProperty("default") boolean byDefault,
            List<String> groups,
            List<String> partOf) {

        static HeldDocument of(
                Role role, @Nullable String mappingId, boolean byDefault, List<String> groups, List<String> partOf) {
            var owner = role.client();
            return new HeldDocument(
                    role.id().value(),
                    role.name(),
                    owner == null ? null : owner.clientId(),
                    mappingId,
                    byDefault,
                    groups,
                    partOf);
        }
    }

    /// `GET /api/rbac/held-roles?userId=&realm=`: by name, those included that come by a group, by default, or as part
    /// of another. Needs `VIEW_USERS`.
    public Response list(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request, actor, realms);
        actor.require(Permission.VIEW_USERS, realm.id());
        return ApiRequest.whole(documents(realm, RoleMappingsApi.holder(request, realm, roles)));
    }

    private List<HeldDocument> documents(Realm realm, SubjectId holder) {
        var all = parts.allInUseHeldBy(realm.id(), holder);
        var granted = new HashMap<RoleId, String>();
        for (var mapping : roles.heldBy(realm.id(), holder))
            granted.put(mapping.role().id(), mapping.id());
        var byGroup = byGroup(realm, holder);
        var partOf = partOf(all);
        var isPerson = users.find(realm.id(), holder).isPresent();
        return all.stream()
                .map(role -> HeldDocument.of(
                        role,
                        granted.get(role.id()),
                        isPerson && role.settings().byDefault(),
                        byGroup.getOrDefault(role.id(), List.of()),
                        partOf.getOrDefault(role.id(), List.of())))
                .toList();
    }

    private Map<RoleId, List<String>> byGroup(Realm realm, SubjectId holder) {
        var byGroup = new HashMap<RoleId, List<String>>();
        for (var group : around(realm, holder)) {
            var path = paths.path(group);
            for (var mapping : roles.heldBy(realm.id(), group.id().holder()))
                byGroup.computeIfAbsent(mapping.role().id(), _ -> new ArrayList<>())
                        .add(path);
        }
        return byGroup;
    }

    /// The groups that somebody is in, with those above them; those above a group.
    private Collection<Group> around(Realm realm, SubjectId holder) {
        var around = new LinkedHashMap<GroupId, Group>();
        var own = new GroupId(holder.value());
        var inside = new ArrayList<>(groups.allOf(realm.id(), holder));
        groups.find(realm.id(), own).ifPresent(inside::add);
        for (var group : inside) groups.allAbove(group).forEach(above -> around.put(above.id(), above));
        around.remove(own);
        return around.values();
    }

    private Map<RoleId, List<String>> partOf(List<Role> all) {
        var wholes = new HashMap<RoleId, List<String>>();
        var within = parts.allIn(all);
        for (var whole : all)
            for (var part : within.getOrDefault(whole.id(), List.of()))
                wholes.computeIfAbsent(part.id(), _ -> new ArrayList<>()).add(whole.name());
        return wholes;
    }
}
