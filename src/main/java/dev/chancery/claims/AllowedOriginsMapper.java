package dev.chancery.claims;

import dev.chancery.client.WebOrigin;
import java.util.List;

/// `allowed-origins`: the web origins of the client, for resource servers that answer browsers.
public record AllowedOriginsMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "allowed-origins";
    }

    @Override
    public Claim claim() {
        return Claim.OWN;
    }

    @Override
    public String usualClaim() {
        return "allowed-origins";
    }

    @Override
    public void say(Turn turn) {
        var origins = WebOrigin.allowed(turn.source().client().settings());
        if (origins.isEmpty()) turn.saysNothing("the client has no web origins");
        else turn.say(List.copyOf(origins), "web origins of the client");
    }
}
