package dev.chancery.claims;

import java.util.List;

/// `full-name`: first and last name in one, OpenID Connect Core §5.1, `name`.
public record FullNameMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "full-name";
    }

    @Override
    public Claim claim() {
        return Claim.FREE;
    }

    @Override
    public String usualClaim() {
        return "name";
    }

    @Override
    public void say(Turn turn) {
        var name = (turn.source().firstName() + " " + turn.source().lastName()).strip();
        turn.sayTexts(name.isEmpty() ? List.of() : List.of(name), "firstName and lastName");
    }
}
