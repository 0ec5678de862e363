package dev.chancery.claims;

/// `acr`: how surely the person signed in, OpenID Connect Core §2. Never more than was done.
public record AcrMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "acr";
    }

    @Override
    public Claim claim() {
        return Claim.NONE;
    }

    @Override
    public boolean readsAuthentication() {
        return true;
    }

    /// A client that acts on its own behalf signs nobody in.
    @Override
    public void say(Turn turn) {
        var level = turn.source().authentication().level();
        if (level != null) turn.sayAs("acr", level, "the sign-in");
    }
}
