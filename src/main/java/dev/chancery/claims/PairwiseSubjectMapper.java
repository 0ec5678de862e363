package dev.chancery.claims;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.client.Client;
import dev.chancery.scope.ProtocolMapper;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

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
    public void say(Turn turn) {
        var source = turn.source();
        // a service account belongs to its client: there is nothing to put together
        if (source.user() == null) return;
        var sector = sector(turn.mapper(), source.client());
        var parts = sector + source.subject() + turn.mapper().config("salt");
        turn.asSubject(UUID.nameUUIDFromBytes(sha256(parts)).toString(), "the person, for the sector " + sector);
    }

    /// §8.1: "If there are multiple hostnames in the registered redirect_uris, the Client MUST register a
    /// sector_identifier_uri": without one, the client is a sector by itself.
    private static String sector(ProtocolMapper mapper, Client client) {
        if (!mapper.config("sector").isEmpty()) return mapper.config("sector");
        var hosts = client.settings().redirectUris().stream()
                .map(PairwiseSubjectMapper::host)
                .collect(Collectors.toSet());
        hosts.remove("");
        return hosts.size() == 1 ? hosts.iterator().next() : client.clientId();
    }

    private static String host(String redirectUri) {
        try {
            var host = URI.create(redirectUri.replace("*", "")).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
