package dev.chancery.document;

import static dev.chancery.document.Member.or;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.role.RoleNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a person or a group of a realm's document was given, by name.
///
/// @param roles the realm's roles that were granted
/// @param clientRoles the same of the roles of clients, by their `clientId`
/// @param groups paths of the groups that a person was put into; absent for a group
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Holdings(
        @Nullable List<String> roles,
        @Nullable Map<String, List<String>> clientRoles,
        @Nullable List<String> groups) {

    static final Set<String> OF_A_GROUP = Set.of("roles", "clientRoles");
    static final Set<String> OF_A_PERSON = Set.of("roles", "clientRoles", "groups");

    /// How many roles and groups the document gives to a thing, or to what is within it.
    static int count(JsonNode thing) {
        var composites = thing.path("composites");
        return Stream.of(
                                Stream.of(thing.path("roles"), thing.path("groups"), composites.path("realm")),
                                thing.path("clientRoles").valueStream(),
                                composites.path("clients").valueStream())
                        .flatMap(lists -> lists)
                        .flatMap(JsonNode::valueStream)
                        .mapToInt(one -> one.isString() ? 1 : count(one))
                        .sum()
                + (thing.has("serviceAccount") ? count(thing.path("serviceAccount")) : 0);
    }

    static Holdings of(RoleNames granted, @Nullable List<String> groups) {
        return new Holdings(granted.realm(), granted.clients(), groups);
    }

    RoleNames granted() {
        return new RoleNames(or(roles, List.of()), or(clientRoles, Map.of()));
    }

    List<String> within() {
        return or(groups, List.of());
    }
}
