package dev.chancery.claims;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.client.Client;
import dev.chancery.client.RedirectUri;
import dev.chancery.scope.ProtocolMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// `pairwise-subject`: a `sub` of their own for the clients of each sector, OpenID Connect Core §8.1, so that these
/// can't put together what they know of a person. Those that Keycloak gave stay, with its salt and the person's `id`.
public record PairwiseSubjectMapper() implements ClaimsMapper {
    private static final int SHORTEST_SALT = 16;

    @Override
    public String type() {
        return "pairwise-subject";
    }

    @Override
    public Claim claim() {
        return Claim.NONE;
    }

    @Override
    public Set<String> required() {
        return Set.of("salt");
    }

    @Override
    public Set<String> optional() {
        return Set.of("sector");
    }

    @Override
    public List<Fault> faults(ProtocolMapper mapper) {
        // whoever guesses it can tell whose each sub is
        if (mapper.config("salt").length() < SHORTEST_SALT)
            return List.of(new Fault("salt", "16 characters at least: draw one, such as by openssl rand -hex 16."));
        var sector = mapper.config("sector");
        return sector.isEmpty() || sector.matches("[0-9a-z.-]{1,253}")
                ? List.of()
                : List.of(new Fault("sector", "The name of a host, in lower case."));
    }

    @Override
    public boolean decidesSubject() {
        return true;
    }

    @Override
    public void say(Turn turn) {
        var source = turn.source();
        // a service account belongs to its client: there is nothing to put together
        if (source.user() == null) return;
        var sector = sector(turn.mapper(), source.client());
        var parts = sector + source.subject() + turn.mapper().config("salt");
        turn.asSubject(UUID.nameUUIDFromBytes(sha256(parts)).toString(), "the person, for the sector " + sector);
    }

    /// A client without redirect URIs is a sector by itself.
    private static String sector(ProtocolMapper mapper, Client client) {
        if (!mapper.config("sector").isEmpty()) return mapper.config("sector");
        var hosts = RedirectUri.hosts(client.settings());
        return hosts.size() == 1 ? hosts.iterator().next() : client.clientId();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
