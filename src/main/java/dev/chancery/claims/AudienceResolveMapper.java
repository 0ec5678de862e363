package dev.chancery.claims;

/// `audience-resolve`: every client of which the subject holds a role is a recipient of the token: RFC 7519 §4.1.3.
public record AudienceResolveMapper() implements ClaimsMapper {

    @Override
    public String type() {
        return "audience-resolve";
    }

    @Override
    public Claim claim() {
        return Claim.NONE;
    }

    @Override
    public void say(Turn turn) {
        for (var client : turn.clientRoles().keySet())
            if (!client.equals(turn.source().client().clientId())) turn.toAudience(client, "roles of " + client);
    }
}
