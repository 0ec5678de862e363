package dev.chancery.document;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.client.ClientSettings;
import dev.chancery.client.Grant;
import dev.chancery.client.SecretStorage;
import dev.chancery.client.ServiceAccount;
import dev.chancery.realm.AccessTokenType;
import dev.chancery.realm.Realm;
import dev.chancery.role.RoleNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A client as the API shows and takes it. Absent members take their defaults when a client is registered.
///
/// @param clientSecret only in the answer to registering and rotating, this once
/// @param hiddenScopes default scopes that add claims but are never listed in `scope`
/// @param mappers the claims of its tokens beyond those of its scopes; given whole
/// @param serviceAccount absent unless it may act on its own behalf
/// @param authorizationServicesEnabled not available in this version
/// @param cibaGrantEnabled not available in this version
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({
    "id",
    "clientId",
    "clientSecret",
    "realmName",
    "publicClient",
    "pkceRequired",
    "redirectUris",
    "grantTypes",
    "enabled",
    "createdAt"
})
public record ClientDocument(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String clientSecret,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String realmName,
        @Nullable Boolean publicClient,
        @Nullable Boolean pkceRequired,
        @Nullable List<String> redirectUris,
        @Nullable List<String> grantTypes,
        @Nullable Boolean enabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String createdAt,
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> webOrigins,
        @Nullable List<String> scopes,
        @Nullable List<String> hiddenScopes,
        @Nullable List<String> optionalScopes,
        @Nullable List<String> postLogoutRedirectUris,
        @Nullable String rootUrl,
        @Nullable String homeUrl,
        @Nullable Boolean alwaysDisplayInUi,
        @Nullable Boolean consentRequired,
        @Nullable List<String> audience,
        @Nullable Long tokenLifespanSeconds,
        @Nullable Long refreshTokenLifespanSeconds,
        @Nullable Long sessionLifespanSeconds,
        @Nullable AccessTokenType accessTokenType,
        @Nullable SecretStorage secretStorage,
        @Nullable Long notBefore,
        @Nullable List<MapperDocument> mappers,
        @Nullable Boolean authorizationServicesEnabled,
        @Nullable Boolean cibaGrantEnabled,
        @Nullable ServiceAccountDocument serviceAccount,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String serviceAccountId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String serviceAccountUsername,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deletedAt) {

    /// Members that say what a client is, and can be sent back but not changed.
    public static final Set<String> READ_ONLY = Set.of(
            "id",
            "clientId",
            "clientSecret",
            "realmName",
            "createdAt",
            "serviceAccountId",
            "serviceAccountUsername",
            "deletedAt");

    private static final List<String> DEFAULT_SCOPES = List.of("openid", "profile", "email");

    /// `hidden` are the names of the realm's scopes that `scope` never lists, `roles` those of its service account.
    public static ClientDocument of(
            Realm realm, Client client, @Nullable String secret, Set<String> hidden, RoleNames roles) {
        var settings = client.settings();
        var acting = settings.allows(Grant.CLIENT_CREDENTIALS);
        return new ClientDocument(
                client.id().value(),
                client.clientId(),
                secret,
                realm.name(),
                settings.publicClient(),
                settings.pkceRequired(),
                settings.redirectUris(),
                settings.grantTypes().stream().map(grant -> grant.wire).toList(),
                settings.enabled(),
                Member.time(client.createdAt()),
                settings.name(),
                settings.description(),
                settings.webOrigins(),
                settings.scopes().stream()
                        .filter(scope -> !hidden.contains(scope))
                        .toList(),
                settings.scopes().stream().filter(hidden::contains).toList(),
                settings.optionalScopes(),
                settings.postLogoutRedirectUris(),
                settings.rootUrl(),
                settings.homeUrl(),
                settings.alwaysDisplayInUi(),
                settings.consentRequired(),
                settings.audience(),
                settings.tokenLifespanSeconds(),
                settings.refreshTokenLifespanSeconds(),
                settings.sessionLifespanSeconds(),
                settings.accessTokenType(),
                settings.secretStorage(),
                settings.notBefore(),
                MapperDocument.of(settings.mappers()),
                false,
                false,
                acting ? ServiceAccountDocument.of(settings.serviceAccount(), roles) : null,
                acting ? client.serviceAccount().value() : null,
                acting ? client.serviceAccountName() : null,
                Member.time(client.deletedAt()));
    }

    public ClientSettings settings() {
        requireOff("authorizationServicesEnabled", authorizationServicesEnabled);
        requireOff("cibaGrantEnabled", cibaGrantEnabled);
        return new ClientSettings(
                or(name, ""),
                or(description, ""),
                or(enabled, true),
                or(publicClient, false),
                or(pkceRequired, true),
                grants(),
                or(redirectUris, List.of()),
                or(postLogoutRedirectUris, List.of()),
                or(webOrigins, List.of()),
                or(rootUrl, ""),
                or(homeUrl, ""),
                or(alwaysDisplayInUi, false),
                or(consentRequired, false),
                together(or(scopes, DEFAULT_SCOPES), or(hiddenScopes, List.of())),
                or(optionalScopes, List.of()),
                or(audience, List.of()),
                tokenLifespanSeconds,
                refreshTokenLifespanSeconds,
                sessionLifespanSeconds,
                accessTokenType,
                or(secretStorage, SecretStorage.HASHED),
                or(notBefore, 0L),
                MapperDocument.mappers(mappers),
                serviceAccount == null ? ServiceAccount.BLANK : serviceAccount.account());
    }

    /// Only who acts on its own behalf has an account to act with.
    public void requireActing() {
        var acting = Grant.CLIENT_CREDENTIALS.wire;
        if (serviceAccount != null && !required("grantTypes", grantTypes).contains(acting))
            throw Refused.invalid("serviceAccount", "Only a client with the grant type %s has one.".formatted(acting));
    }

    /// What its service account is to hold.
    public RoleNames roles() {
        return serviceAccount == null ? RoleNames.NONE : serviceAccount.granted();
    }

    private List<Grant> grants() {
        var grants = new ArrayList<Grant>();
        for (var wire : required("grantTypes", grantTypes))
            grants.add(Grant.find(wire)
                    .orElseThrow(() -> Refused.invalid(
                            "grantTypes",
                            wire.equals("urn:openid:params:grant-type:ciba")
                                    ? "CIBA is not available in this version."
                                    : "One of %s."
                                            .formatted(Stream.of(Grant.values())
                                                    .map(grant -> grant.wire)
                                                    .collect(Collectors.joining(", "))))));
        return grants;
    }

    private static List<String> together(List<String> visible, List<String> hidden) {
        return Stream.concat(visible.stream(), hidden.stream()).distinct().toList();
    }

    private static void requireOff(String member, @Nullable Boolean value) {
        if (value != null && value) throw Refused.invalid(member, "This is not available in this version.");
    }
}
