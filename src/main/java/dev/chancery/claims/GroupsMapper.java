package dev.chancery.claims;

import dev.chancery.scope.ProtocolMapper;
import java.util.List;
import java.util.Set;

/// `groups`: the groups that the person is in, by path, or by name where `fullPath` is `false`.
public record GroupsMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "groups";
    }

    @Override
    public Claim claim() {
        return Claim.OWN;
    }

    @Override
    public String usualClaim() {
        return "groups";
    }

    @Override
    public Set<String> optional() {
        return Set.of("fullPath");
    }

    @Override
    public List<Fault> faults(ProtocolMapper mapper) {
        return List.of("", "true", "false").contains(mapper.config("fullPath"))
                ? List.of()
                : List.of(new Fault("fullPath", "true or false."));
    }

    @Override
    public void say(Turn turn) {
        var paths = turn.source().groups().paths();
        var whole = !turn.mapper().config("fullPath").equals("false");
        if (paths.isEmpty()) turn.saysNothing("the person is in no group");
        else
            turn.say(
                    paths.stream()
                            .map(path -> whole ? path : path.substring(path.lastIndexOf('/') + 1))
                            .toList(),
                    "groups " + String.join(", ", paths));
    }
}
