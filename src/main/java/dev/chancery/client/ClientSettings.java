package dev.chancery.client;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.admin.Actor;
import dev.chancery.realm.AccessTokenType;
import dev.chancery.realm.NotBefore;
import dev.chancery.realm.Realm;
import dev.chancery.scope.ProtocolMapper;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an administrator may change about a client, whole: a partial change is merged first and then judged as one.
///
/// @param publicClient it cannot keep a secret, and has none: RFC 6749 §2.1
/// @param pkceRequired authorization requests without RFC 7636 are refused
/// @param postLogoutRedirectUris `+` alone means the same as the redirect URIs
/// @param rootUrl what relative URIs resolve against
/// @param alwaysDisplayInUi people see it in their account even before they used it
/// @param consentRequired people are asked before it gets what it asks for
/// @param scopes names of the scopes it is granted unless it asks for less
/// @param optionalScopes names of the scopes it is granted when it asks for them
/// @param audience the `aud` of its access tokens, beside what mappers add; the realm's default without either
/// @param tokenLifespanSeconds life of its access tokens; the realm's when absent
/// @param refreshTokenLifespanSeconds how long its refresh tokens wait for their use; the realm's when absent
/// @param sessionLifespanSeconds when its refresh tokens end however much they are used, if before the session
/// @param accessTokenType the `typ` header of its access tokens; the realm's when absent
/// @param notBefore tokens issued to it earlier than this are void, in seconds since the epoch
/// @param mappers the claims of its tokens beyond those of its scopes
/// @param serviceAccount blank unless it may act on its own behalf
public record ClientSettings(
        String name,
        String description,
        boolean enabled,
        boolean publicClient,
        boolean pkceRequired,
        List<Grant> grantTypes,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        List<String> webOrigins,
        String rootUrl,
        String homeUrl,
        boolean alwaysDisplayInUi,
        boolean consentRequired,
        List<String> scopes,
        List<String> optionalScopes,
        List<String> audience,
        @Nullable Long tokenLifespanSeconds,
        @Nullable Long refreshTokenLifespanSeconds,
        @Nullable Long sessionLifespanSeconds,
        @Nullable AccessTokenType accessTokenType,
        SecretStorage secretStorage,
        long notBefore,
        List<ProtocolMapper> mappers,
        ServiceAccount serviceAccount) {

    private static final int MOST_ENTRIES = 100;
    private static final int MOST_CHARACTERS = 8_000;

    public ClientSettings {
        grantTypes = List.copyOf(grantTypes);
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        webOrigins = List.copyOf(webOrigins);
        scopes = List.copyOf(scopes);
        optionalScopes = List.copyOf(optionalScopes);
        audience = List.copyOf(audience);
        mappers = List.copyOf(mappers);
    }

    /// One that redirects nobody, and is otherwise as any client is at first.
    public static ClientSettings named(
            String name, boolean publicClient, List<Grant> grants, List<String> scopes, List<String> optionalScopes) {
        return new ClientSettings(
                name,
                "",
                true,
                publicClient,
                true,
                grants,
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                false,
                false,
                scopes,
                optionalScopes,
                List.of(),
                null,
                null,
                null,
                null,
                SecretStorage.HASHED,
                0,
                List.of(),
                ServiceAccount.BLANK);
    }

    public ClientSettings validated(Instant now) {
        requireText("name", name, 255);
        requireText("description", description, 1000);
        requireGrants();
        requireUris();
        requireList("scopes", scopes);
        requireList("optionalScopes", optionalScopes);
        if (scopes.stream().anyMatch(Set.copyOf(optionalScopes)::contains))
            throw invalid("optionalScopes", "A scope is either default or optional.");
        requireList("audience", audience);
        if (audience.contains(Actor.AUDIENCE))
            throw invalid(
                    "audience", "Tokens that administer this server come by the scope for it, never by audience.");
        if (!audience.stream().allMatch(entry -> entry.matches("[\\x21-\\x7e]{1,255}")))
            throw invalid("audience", "1 to 255 visible ASCII characters each, without a space.");
        within("tokenLifespanSeconds", tokenLifespanSeconds, 30, 86_400);
        within("refreshTokenLifespanSeconds", refreshTokenLifespanSeconds, 60, 315_360_000);
        within("sessionLifespanSeconds", sessionLifespanSeconds, 60, 315_360_000);
        NotBefore.validate(notBefore, now);
        serviceAccount.validate();
        return this;
    }

    public boolean allows(Grant grant) {
        return grantTypes.contains(grant);
    }

    /// Seconds that an access token lives: its own, else the realm's.
    public long tokenLifespan(Realm realm) {
        return tokenLifespanSeconds == null ? realm.settings().tokenLifespanSeconds() : tokenLifespanSeconds;
    }

    /// The same, reached elsewhere.
    public ClientSettings at(String root, List<String> redirects, List<String> postLogoutRedirects) {
        return with(redirects, postLogoutRedirects, root, scopes, optionalScopes, mappers, serviceAccount);
    }

    ClientSettings withScopes(List<String> defaults, List<String> optional) {
        return with(redirectUris, postLogoutRedirectUris, rootUrl, defaults, optional, mappers, serviceAccount);
    }

    ClientSettings with(List<ProtocolMapper> itsMappers, ServiceAccount itsAccount) {
        return with(redirectUris, postLogoutRedirectUris, rootUrl, scopes, optionalScopes, itsMappers, itsAccount);
    }

    private ClientSettings with(
            List<String> redirects,
            List<String> postLogoutRedirects,
            String root,
            List<String> defaults,
            List<String> optional,
            List<ProtocolMapper> itsMappers,
            ServiceAccount itsAccount) {
        return new ClientSettings(
                name,
                description,
                enabled,
                publicClient,
                pkceRequired,
                grantTypes,
                redirects,
                postLogoutRedirects,
                webOrigins,
                root,
                homeUrl,
                alwaysDisplayInUi,
                consentRequired,
                defaults,
                optional,
                audience,
                tokenLifespanSeconds,
                refreshTokenLifespanSeconds,
                sessionLifespanSeconds,
                accessTokenType,
                secretStorage,
                notBefore,
                itsMappers,
                itsAccount);
    }

    private void requireGrants() {
        requireList("grantTypes", grantTypes);
        // RFC 6749 §4.4: "The client credentials grant type MUST only be used by confidential clients."
        if (publicClient && allows(Grant.CLIENT_CREDENTIALS))
            throw invalid(
                    "grantTypes", "A public client cannot act on its own behalf: client_credentials needs a secret.");
        if (redirectUris.isEmpty() && grantTypes.stream().anyMatch(Grant::redirects))
            throw invalid("redirectUris", "authorization_code and implicit need at least one redirect URI.");
        if (allows(Grant.REFRESH_TOKEN) && grantTypes.size() == 1)
            throw invalid("grantTypes", "refresh_token needs another grant that begins with a sign-in.");
    }

    private void requireUris() {
        requireUrl("rootUrl", rootUrl, "");
        requireUrl("homeUrl", homeUrl, rootUrl);
        requireList("redirectUris", redirectUris);
        redirectUris.forEach(uri -> RedirectUri.validate("redirectUris", uri, rootUrl, publicClient));
        requireList("postLogoutRedirectUris", postLogoutRedirectUris);
        if (!postLogoutRedirectUris.equals(List.of("+")))
            postLogoutRedirectUris.forEach(
                    uri -> RedirectUri.validate("postLogoutRedirectUris", uri, rootUrl, publicClient));
        requireList("webOrigins", webOrigins);
        webOrigins.forEach(origin -> WebOrigin.validate("webOrigins", origin));
    }

    private static void requireUrl(String member, String url, String base) {
        if (url.isEmpty()) return;
        RedirectUri.validate(member, url, base, false);
        if (RedirectUri.isWildcard(url)) throw invalid(member, "One address: no wildcard here.");
    }

    private static void within(String member, @Nullable Long value, long least, long most) {
        if (value != null && (value < least || value > most))
            throw invalid(member, "A whole number from %d to %d.".formatted(least, most));
    }

    private static void requireText(String member, String text, int longest) {
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl))
            throw invalid(member, "At most %d characters, none of them a control character.".formatted(longest));
    }

    private static void requireList(String member, List<?> entries) {
        if (entries.size() > MOST_ENTRIES) throw invalid(member, "At most %d entries.".formatted(MOST_ENTRIES));
        // clients are kept in memory by the thousand, so each is of a bounded size: 64 KB
        if (entries.stream().mapToInt(entry -> entry.toString().length()).sum() > MOST_CHARACTERS)
            throw invalid(member, "At most %d characters in all its entries.".formatted(MOST_CHARACTERS));
        if (new HashSet<>(entries).size() != entries.size()) throw invalid(member, "No entry twice.");
    }
}
