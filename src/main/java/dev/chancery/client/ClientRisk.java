package dev.chancery.client;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.chancery.realm.Realm;
import dev.chancery.text.Languages;
import dev.chancery.text.Texts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/// What a client's settings, and its realm's where it has none of its own, allow that others may misuse: RFC 9700.
public enum ClientRisk {
    /// RFC 9700 §2.4: "The resource owner password credentials grant … MUST NOT be used."
    PASSWORD_GRANT(
            "grantTypes",
            (settings, _) -> settings.allows(Grant.PASSWORD),
            (settings, _) -> Map.of("grantTypes", without(settings, Grant.PASSWORD))),
    /// RFC 9700 §2.1.2: "clients SHOULD NOT use the implicit grant".
    IMPLICIT_GRANT(
            "grantTypes",
            (settings, _) -> settings.allows(Grant.IMPLICIT),
            (settings, _) -> Map.of("grantTypes", without(settings, Grant.IMPLICIT))),
    /// RFC 9700 §2.1.1: "Public clients MUST use PKCE", and for others "the use of PKCE is RECOMMENDED".
    NO_PKCE(
            "pkceRequired",
            (settings, _) -> settings.allows(Grant.AUTHORIZATION_CODE) && !settings.pkceRequired(),
            (_, _) -> Map.of("pkceRequired", true)),
    /// RFC 9700 §2.1: "exact string matching".
    WILDCARD_REDIRECT(
            "redirectUris",
            (settings, _) -> settings.redirectUris().stream().anyMatch(RedirectUri::isWildcard),
            (_, _) -> Map.of()),
    /// RFC 6749 §2.3.1: a secret that can be read by more than its owner proves less.
    READABLE_SECRET(
            "secretStorage",
            (settings, _) -> !settings.publicClient() && settings.secretStorage() == SecretStorage.RECOVERABLE,
            (_, _) -> Map.of("secretStorage", SecretStorage.HASHED.wire)),
    /// RFC 9700 §2.2: what was stolen should soon be worth nothing.
    LONG_LIVED_TOKENS(
            "tokenLifespanSeconds",
            (settings, realm) -> isLong(settings.tokenLifespan(realm)),
            (_, realm) -> shorter(realm));

    private static final long HOUR = 3_600;
    private static final Texts ENGLISH = new Languages(List.of("en"), List.of("risks")).of(List.of(), List.of());

    /// The member of the client that it comes of.
    public final String member;

    @SuppressWarnings("ImmutableEnumChecker") // a pure function
    private final BiPredicate<ClientSettings, Realm> holds;

    @SuppressWarnings("ImmutableEnumChecker") // a pure function
    private final BiFunction<ClientSettings, Realm, Map<String, Object>> remedy;

    ClientRisk(
            String member,
            BiPredicate<ClientSettings, Realm> holds,
            BiFunction<ClientSettings, Realm, Map<String, Object>> remedy) {
        this.member = member;
        this.holds = holds;
        this.remedy = remedy;
    }

    public static List<ClientRisk> of(ClientSettings settings, Realm realm) {
        return Arrays.stream(values())
                .filter(risk -> risk.holds.test(settings, realm))
                .toList();
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What it is, in the words that the console has for it.
    public String text() {
        return ENGLISH.say("risk." + wire()) + " " + ENGLISH.say("risk." + wire() + ".text");
    }

    /// The change that ends it, as a merge patch (RFC 7396) of the client; empty where only its owner knows.
    public Map<String, Object> remedy(ClientSettings settings, Realm realm) {
        return remedy.apply(settings, realm);
    }

    private static List<String> without(ClientSettings settings, Grant grant) {
        return settings.grantTypes().stream()
                .filter(one -> one != grant)
                .map(one -> one.wire)
                .toList();
    }

    private static boolean isLong(long seconds) {
        return seconds > HOUR;
    }

    /// As the realm says, unless that is too long itself.
    private static Map<String, Object> shorter(Realm realm) {
        var patch = new HashMap<String, Object>();
        patch.put("tokenLifespanSeconds", isLong(realm.settings().tokenLifespanSeconds()) ? HOUR : null);
        return patch;
    }
}
