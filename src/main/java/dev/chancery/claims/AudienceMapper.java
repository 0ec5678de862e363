package dev.chancery.claims;

import dev.chancery.admin.Actor;
import dev.chancery.scope.ProtocolMapper;
import java.util.List;
import java.util.Set;

/// `audience`: one more recipient of the token, RFC 7519 §4.1.3.
public record AudienceMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "audience";
    }

    @Override
    public Claim claim() {
        return Claim.NONE;
    }

    @Override
    public Set<String> required() {
        return Set.of("audience");
    }

    @Override
    public List<Fault> faults(ProtocolMapper mapper) {
        var audience = mapper.config("audience");
        if (audience.equals(Actor.AUDIENCE))
            return List.of(new Fault("audience", "Tokens that administer this server come by the scope for it."));
        return audience.matches("[\\x21-\\x7e]{1,255}")
                ? List.of()
                : List.of(new Fault("audience", "1 to 255 visible ASCII characters, without a space."));
    }

    @Override
    public void say(Turn turn) {
        turn.toAudience(turn.mapper().config("audience"), "config audience");
    }
}
