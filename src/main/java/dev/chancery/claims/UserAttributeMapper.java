package dev.chancery.claims;

import java.util.Set;

/// `user-attribute`: values of an attribute of the person or the service account.
public record UserAttributeMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "user-attribute";
    }

    @Override
    public Claim claim() {
        return Claim.FREE;
    }

    @Override
    public Set<String> required() {
        return Set.of("attribute");
    }

    @Override
    public void say(Turn turn) {
        var attribute = turn.mapper().config("attribute");
        turn.sayTexts(turn.source().attributes().all(attribute), "attribute " + attribute);
    }
}
