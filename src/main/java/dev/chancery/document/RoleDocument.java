package dev.chancery.document;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.chancery.realm.Attributes;
import dev.chancery.realm.Realm;
import dev.chancery.role.Role;
import dev.chancery.role.RoleNames;
import dev.chancery.role.RoleSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A role as the API shows and takes it.
///
/// @param clientId the client whose role it is; absent for the realm's own
/// @param composite whether it is made of others; follows from `composites`
/// @param byDefault every person of the realm holds it
/// @param composites the roles that whoever holds it holds too
/// @param builtIn it carries permissions on this server, and cannot be deleted
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleDocument(
        @Nullable String id,
        @Nullable String realmName,
        @Nullable String clientId,
        @Nullable String name,
        @Nullable String description,
        @Nullable Boolean composite,
        @JsonProperty("default") @Nullable Boolean byDefault,
        @Nullable Map<String, List<String>> attributes,
        @Nullable Parts composites,
        @Nullable Boolean builtIn,
        @Nullable String createdAt) {

    public static final Set<String> READ_ONLY =
            Set.of("id", "realmName", "clientId", "composite", "builtIn", "createdAt");

    /// @param realm names of the realm's own
    /// @param clients names of those of clients, by their `clientId`
    public record Parts(
            @Nullable List<String> realm, @Nullable Map<String, List<String>> clients) {

        static Parts of(RoleNames names) {
            return new Parts(names.realm(), names.clients());
        }

        RoleNames names() {
            return new RoleNames(or(realm, List.of()), or(clients, Map.of()));
        }
    }

    public static RoleDocument of(Realm realm, Role role, RoleNames parts) {
        var owner = role.client();
        return new RoleDocument(
                role.id().value(),
                realm.name(),
                owner == null ? null : owner.clientId(),
                role.name(),
                role.settings().description(),
                role.composite(),
                role.settings().byDefault(),
                role.settings().attributes().values(),
                Parts.of(parts),
                role.builtIn(),
                time(role.createdAt()));
    }

    public RoleSettings settings() {
        return new RoleSettings(or(description, ""), new Attributes(or(attributes, Map.of())), or(byDefault, false));
    }

    public RoleNames parts() {
        return composites == null ? RoleNames.NONE : composites.names();
    }
}
