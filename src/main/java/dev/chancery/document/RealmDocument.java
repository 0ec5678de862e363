package dev.chancery.document;

import static dev.chancery.document.Member.or;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Refused;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.realm.AccessTokenType;
import dev.chancery.realm.Brand;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSettings;
import dev.chancery.realm.SessionSettings;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A realm as the API shows and takes it. Absent members take their defaults when a realm is created.
///
/// @param signatureAlgorithm a JWS `alg`: RS256, PS256, ES256 or EdDSA
public record RealmDocument(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
        @Nullable String displayName,
        @Nullable Long tokenLifespanSeconds,
        @Nullable Long refreshTokenLifespanSeconds,
        @Nullable Boolean mfaRequired,
        @Nullable Boolean enabled,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String createdAt,
        @Nullable String signatureAlgorithm,
        @Nullable AccessTokenType accessTokenType,
        @Nullable String defaultAudience,
        @Nullable Long keyRotationDays,
        @Nullable Long notBefore,
        @Nullable Long sessionIdleSeconds,
        @Nullable Long sessionLifespanSeconds,
        @Nullable Long rememberMeSeconds,
        @Nullable Long offlineLifespanSeconds,
        @Nullable Long refreshTokenGraceSeconds,
        @Nullable String brandColour,
        @Nullable String brandLogo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String deletedAt) {

    public static final Set<String> READ_ONLY = Set.of("id", "name", "createdAt", "deletedAt");

    public static RealmDocument of(Realm realm) {
        var settings = realm.settings();
        return new RealmDocument(
                realm.id().value(),
                realm.name(),
                settings.displayName(),
                settings.tokenLifespanSeconds(),
                settings.refreshTokenLifespanSeconds(),
                settings.mfaRequired(),
                settings.enabled(),
                Member.time(realm.createdAt()),
                settings.signatureAlgorithm().jwsName(),
                settings.accessTokenType(),
                settings.defaultAudience(),
                settings.keyRotationDays(),
                settings.notBefore(),
                settings.sessions().idleSeconds(),
                settings.sessions().lifespanSeconds(),
                settings.sessions().rememberMeSeconds(),
                settings.sessions().offlineLifespanSeconds(),
                settings.sessions().refreshGraceSeconds(),
                settings.brand().colour(),
                settings.brand().logo(),
                Member.time(realm.deletedAt()));
    }

    public RealmSettings settings(String otherwiseNamed) {
        var standard = RealmSettings.named(otherwiseNamed);
        return new RealmSettings(
                displayName == null ? standard.displayName() : displayName,
                enabled == null || enabled,
                tokenLifespanSeconds == null ? standard.tokenLifespanSeconds() : tokenLifespanSeconds,
                refreshTokenLifespanSeconds == null
                        ? standard.refreshTokenLifespanSeconds()
                        : refreshTokenLifespanSeconds,
                mfaRequired != null && mfaRequired,
                signatureAlgorithm == null ? standard.signatureAlgorithm() : algorithm(signatureAlgorithm),
                accessTokenType == null ? standard.accessTokenType() : accessTokenType,
                defaultAudience,
                keyRotationDays == null ? standard.keyRotationDays() : keyRotationDays,
                notBefore == null ? standard.notBefore() : notBefore,
                sessions(),
                new Brand(or(brandColour, ""), or(brandLogo, "")));
    }

    private SessionSettings sessions() {
        var standard = SessionSettings.STANDARD;
        return new SessionSettings(
                or(sessionIdleSeconds, standard.idleSeconds()),
                or(sessionLifespanSeconds, standard.lifespanSeconds()),
                or(rememberMeSeconds, standard.rememberMeSeconds()),
                or(offlineLifespanSeconds, standard.offlineLifespanSeconds()),
                or(refreshTokenGraceSeconds, standard.refreshGraceSeconds()));
    }

    private static SignatureAlgorithm algorithm(String name) {
        return SignatureAlgorithm.find(name)
                .orElseThrow(() -> Refused.invalid("signatureAlgorithm", "RS256, PS256, ES256 or EdDSA."));
    }
}
