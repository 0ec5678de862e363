package dev.chancery.claims;

import dev.chancery.scope.ProtocolMapper;
import java.util.List;
import java.util.Set;

/// `hardcoded-claim`: the same value in every token.
public record HardcodedClaimMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "hardcoded-claim";
    }

    @Override
    public Claim claim() {
        return Claim.FREE;
    }

    @Override
    public Set<String> required() {
        return Set.of("value");
    }

    @Override
    public List<Fault> faults(ProtocolMapper mapper) {
        return mapper.jsonType().of(mapper.config("value")).isPresent()
                ? List.of()
                : List.of(new Fault("value", "This is no %s.".formatted(mapper.jsonType().wire)));
    }

    @Override
    public void say(Turn turn) {
        turn.sayTexts(List.of(turn.mapper().config("value")), "config value");
    }
}
