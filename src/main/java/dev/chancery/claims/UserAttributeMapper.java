package dev.chancery.claims;

import java.util.Set;

/// `user-attribute`: values of an attribute of the person or the service account; where a person has none, those of the
/// groups that they are in.
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
        var own = turn.source().attributes().all(attribute);
        if (own.isEmpty()) {
            var inherited = turn.source().groups().inherited().all(attribute);
            if (!inherited.isEmpty()) {
                turn.sayTexts(inherited, "attribute %s of a group".formatted(attribute));
                return;
            }
        }
        turn.sayTexts(own, "attribute " + attribute);
    }
}
