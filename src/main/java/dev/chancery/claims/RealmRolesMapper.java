package dev.chancery.claims;

import java.util.Set;

/// `realm-roles`: the names of the realm's roles that the subject holds.
public record RealmRolesMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "realm-roles";
    }

    @Override
    public Claim claim() {
        return Claim.OWN;
    }

    @Override
    public String usualClaim() {
        return "realm_access.roles";
    }

    @Override
    public Set<String> optional() {
        return Set.of("prefix");
    }

    @Override
    public void say(Turn turn) {
        var prefix = turn.mapper().config("prefix");
        turn.say(turn.roles().stream().map(role -> prefix + role).toList(), "roles " + String.join(", ", turn.roles()));
    }
}
