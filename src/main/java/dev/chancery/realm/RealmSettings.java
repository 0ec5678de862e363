package dev.chancery.realm;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.SignatureAlgorithm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an administrator may change about a realm, whole: a partial change is merged first and then judged as one.
///
/// @param tokenLifespanSeconds life of an access token, 30 s to a day
/// @param refreshTokenLifespanSeconds how long a refresh token waits for its use, a minute to ten years
/// @param mfaRequired a password alone does not get a token here
/// @param signatureAlgorithm how access and ID tokens are signed
/// @param accessTokenType the `typ` header of access tokens
/// @param defaultAudience the `aud` of tokens for clients that have none of their own; the issuer when absent
/// @param keyRotationDays how long a signing key signs before its successor takes over
/// @param notBefore tokens issued earlier than this are void, in seconds since the epoch
public record RealmSettings(
        String displayName,
        boolean enabled,
        long tokenLifespanSeconds,
        long refreshTokenLifespanSeconds,
        boolean mfaRequired,
        SignatureAlgorithm signatureAlgorithm,
        AccessTokenType accessTokenType,
        @Nullable String defaultAudience,
        long keyRotationDays,
        long notBefore,
        SessionSettings sessions,
        Brand brand) {

    public static RealmSettings named(String displayName) {
        return new RealmSettings(
                displayName,
                true,
                300,
                2_592_000,
                false,
                SignatureAlgorithm.RS256,
                AccessTokenType.JWT,
                null,
                90,
                0,
                SessionSettings.STANDARD,
                Brand.NONE);
    }

    public RealmSettings validated(Instant now) {
        if (displayName.length() > 200 || displayName.chars().anyMatch(Character::isISOControl))
            throw invalid("displayName", "At most 200 characters, none of them a control character.");
        within("tokenLifespanSeconds", tokenLifespanSeconds, 30, 86_400);
        within("refreshTokenLifespanSeconds", refreshTokenLifespanSeconds, 60, 315_360_000);
        within("keyRotationDays", keyRotationDays, 1, 3_650);
        NotBefore.validate(notBefore, now);
        sessions.validate();
        brand.validate();
        if (defaultAudience != null && !defaultAudience.matches("[\\x21-\\x7e]{1,255}"))
            throw invalid("defaultAudience", "1 to 255 visible ASCII characters without a space.");
        if (Actor.AUDIENCE.equals(defaultAudience))
            throw invalid("defaultAudience", "Tokens that administer this server are never the default.");
        return this;
    }

    /// The same, where a password alone is enough, and tokens count that are issued from now on.
    public RealmSettings opened(Instant now) {
        return new RealmSettings(
                displayName,
                enabled,
                tokenLifespanSeconds,
                refreshTokenLifespanSeconds,
                false,
                signatureAlgorithm,
                accessTokenType,
                defaultAudience,
                keyRotationDays,
                Math.min(notBefore, now.getEpochSecond()),
                sessions,
                brand);
    }

    static void within(String member, long value, long least, long most) {
        if (value < least || value > most)
            throw invalid(member, "A whole number from %d to %d.".formatted(least, most));
    }
}
