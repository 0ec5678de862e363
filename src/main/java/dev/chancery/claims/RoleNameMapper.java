package dev.chancery.claims;

import dev.chancery.scope.ProtocolMapper;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// `role-name`: its tokens call a role that the subject holds by another name.
public record RoleNameMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "role-name";
    }

    @Override
    public Claim claim() {
        return Claim.NONE;
    }

    @Override
    public Set<String> required() {
        return Set.of("role", "newName");
    }

    @Override
    public Set<String> optional() {
        return Set.of("client");
    }

    @Override
    public boolean changesRoles() {
        return true;
    }

    @Override
    public Optional<GivenRole> givenRole(ProtocolMapper mapper) {
        return Optional.of(new GivenRole(mapper.config("client"), mapper.config("newName"), false));
    }

    @Override
    public void say(Turn turn) {
        var client = turn.mapper().config("client");
        var roles = client.isEmpty() ? turn.roles() : turn.clientRoles().getOrDefault(client, new HashSet<>());
        if (roles.remove(turn.mapper().config("role"))) roles.add(turn.mapper().config("newName"));
    }
}
