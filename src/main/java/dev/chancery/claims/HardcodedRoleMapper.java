package dev.chancery.claims;

import dev.chancery.scope.ProtocolMapper;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// `hardcoded-role`: its tokens name a role that the subject need not hold.
public record HardcodedRoleMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "hardcoded-role";
    }

    @Override
    public Claim claim() {
        return Claim.NONE;
    }

    @Override
    public Set<String> required() {
        return Set.of("role");
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
        return Optional.of(new GivenRole(mapper.config("client"), mapper.config("role"), true));
    }

    @Override
    public void say(Turn turn) {
        var role = turn.mapper().config("role");
        var client = turn.mapper().config("client");
        if (client.isEmpty()) turn.roles().add(role);
        else
            turn.clientRoles()
                    .computeIfAbsent(client, _ -> new LinkedHashSet<>())
                    .add(role);
    }
}
