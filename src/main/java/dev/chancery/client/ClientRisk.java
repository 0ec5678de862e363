package dev.chancery.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a client's settings allow that others may misuse: RFC 9700.
public enum ClientRisk {
    /// RFC 9700 §2.4: "The resource owner password credentials grant … MUST NOT be used."
    PASSWORD_GRANT(
            "grantTypes",
            settings -> settings.allows(Grant.PASSWORD),
            settings -> Map.of("grantTypes", without(settings, Grant.PASSWORD)),
            "The application sees people's passwords, and no second factor stands in its way."),
    /// RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant".
    IMPLICIT_GRANT(
            "grantTypes",
            settings -> settings.allows(Grant.IMPLICIT),
            settings -> Map.of("grantTypes", without(settings, Grant.IMPLICIT)),
            "Tokens stand in addresses, where histories and logs keep them."),
    /// RFC 9700 §2.1.1: "Public clients MUST use PKCE", and for others "the use of PKCE is RECOMMENDED".
    NO_PKCE(
            "pkceRequired",
            settings -> settings.allows(Grant.AUTHORIZATION_CODE) && !settings.pkceRequired(),
            _ -> Map.of("pkceRequired", true),
            "Whoever gets hold of a code on its way can redeem it."),
    /// RFC 9700 §2.1: "exact string matching".
    WILDCARD_REDIRECT(
            "redirectUris",
            settings -> settings.redirectUris().stream().anyMatch(RedirectUri::isWildcard),
            _ -> Map.of(),
            "Codes go to any page below a redirect URI that ends in /*: register each address by itself."),
    /// RFC 6749 §2.3.1: a secret that can be read by more than its owner proves less.
    READABLE_SECRET(
            "secretStorage",
            settings -> !settings.publicClient() && settings.secretStorage() == SecretStorage.RECOVERABLE,
            _ -> Map.of("secretStorage", SecretStorage.HASHED.wire),
            "Administrators can read the secret again; it need only be known where it is used."),
    /// RFC 9700 §2.2: what was stolen should soon be worth nothing.
    LONG_LIVED_TOKENS(
            "tokenLifespanSeconds",
            settings -> settings.tokenLifespanSeconds() != null && settings.tokenLifespanSeconds() > 3_600,
            _ -> nothing("tokenLifespanSeconds"),
            "Who only checks the signature takes a stolen token for hours: let it live as long as the realm says.");

    /// The member of the client that it comes of.
    public final String member;

    public final String text;

    @SuppressWarnings("ImmutableEnumChecker") // a pure function
    private final Predicate<ClientSettings> holds;

    @SuppressWarnings("ImmutableEnumChecker") // a pure function
    private final Function<ClientSettings, Map<String, Object>> remedy;

    ClientRisk(
            String member,
            Predicate<ClientSettings> holds,
            Function<ClientSettings, Map<String, Object>> remedy,
            String text) {
        this.member = member;
        this.holds = holds;
        this.remedy = remedy;
        this.text = text;
    }

    public static List<ClientRisk> of(ClientSettings settings) {
        return Arrays.stream(values()).filter(risk -> risk.holds.test(settings)).toList();
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The change that ends it, as a merge patch (RFC 7396) of the client; empty where only its owner knows.
    public Map<String, Object> remedy(ClientSettings settings) {
        return remedy.apply(settings);
    }

    private static List<String> without(ClientSettings settings, Grant grant) {
        return settings.grantTypes().stream()
                .filter(one -> one != grant)
                .map(one -> one.wire)
                .toList();
    }

    private static Map<String, Object> nothing(String member) {
        var patch = new HashMap<String, Object>();
        patch.put(member, null);
        return patch;
    }
}
