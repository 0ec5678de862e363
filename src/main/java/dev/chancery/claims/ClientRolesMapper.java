package dev.chancery.claims;

import dev.chancery.scope.ClaimPath;
import java.util.List;
import java.util.Set;

/// `client-roles`: the names of the roles of clients that the subject holds. In `claim`, `${client_id}` stands for each
/// of the clients in turn.
public record ClientRolesMapper() implements ClaimsMapper {
    private static final String EACH = "${client_id}";

    @Override
    public String type() {
        return "client-roles";
    }

    @Override
    public Claim claim() {
        return Claim.OWN;
    }

    @Override
    public String usualClaim() {
        return "resource_access." + EACH + ".roles";
    }

    @Override
    public Set<String> optional() {
        return Set.of("client", "prefix");
    }

    @Override
    public void say(Turn turn) {
        var only = turn.mapper().config("client");
        var prefix = turn.mapper().config("prefix");
        var said = false;
        for (var entry : turn.clientRoles().entrySet()) {
            if (!only.isEmpty() && !only.equals(entry.getKey())) continue;
            var names = entry.getValue().stream().map(role -> prefix + role).toList();
            var out = "roles %s of %s".formatted(String.join(", ", entry.getValue()), entry.getKey());
            turn.say(path(turn, entry.getKey()), names, out);
            said = true;
        }
        if (!said) turn.saysNothing("the subject holds no role of %s".formatted(only.isEmpty() ? "a client" : only));
    }

    private static List<String> path(Turn turn, String client) {
        return ClaimPath.of(turn.mapper().claim()).parts().stream()
                .map(part -> part.replace(EACH, client))
                .toList();
    }
}
