package dev.chancery.failure;

import dev.chancery.text.Languages;
import dev.chancery.text.Texts;
import java.util.List;
import java.util.Locale;

/// Why a request was refused, with what to do about it: for administrators only.
public enum FailureCause {
    UNKNOWN_CLIENT,
    WRONG_SECRET,
    EXPIRED_SECRET,
    REVOKED_SECRET,
    WRONG_METHOD,
    AMBIGUOUS_AUTHENTICATION,
    NO_AUTHENTICATION,
    CLIENT_DISABLED,
    REALM_DISABLED,
    TOO_MANY_GUESSES,
    GRANT_NOT_ALLOWED,
    UNSUPPORTED_GRANT,
    SCOPE_NOT_ASSIGNED,
    UNKNOWN_SCOPE,
    SCOPE_NOT_FOR_GRANT,
    SCOPE_NOT_GRANTED,
    TOKEN_TOO_LARGE,
    WRONG_PASSWORD,
    WRONG_CODE,
    SECOND_FACTOR_REQUIRED,
    ACTION_REQUIRED,
    ISSUING_REFUSED,
    CODE_UNKNOWN,
    CODE_EXPIRED,
    CODE_REPLAYED,
    CODE_OF_ANOTHER_CLIENT,
    REDIRECT_URI_DIFFERS,
    WRONG_VERIFIER,
    REFRESH_TOKEN_UNKNOWN,
    REFRESH_TOKEN_REUSED,
    REFRESH_TOKEN_OF_ANOTHER_CLIENT,
    GRANT_ENDED,
    DEAD_TOKEN,
    SCOPE_MISSING,
    REDIRECT_URI_MISMATCH,
    PKCE_MISSING,
    SIGN_IN_REQUIRED,
    CONSENT_MISSING,
    CONSENT_REFUSED,
    LEVEL_NOT_REACHED,
    FLOW_ENDED,
    DEVICE_CODE_UNKNOWN,
    DEVICE_CODE_OF_ANOTHER_CLIENT,
    DEVICE_CODE_EXPIRED,
    DEVICE_PENDING,
    DEVICE_TOO_FAST,
    DEVICE_DENIED,
    DEVICE_ELSEWHERE,
    UNAVAILABLE,
    MALFORMED_REQUEST;

    private static final Texts ENGLISH = new Languages(List.of("en"), List.of("failures")).of(List.of(), List.of());

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String explanation() {
        return ENGLISH.say("cause." + code());
    }

    public String remedy() {
        return ENGLISH.say("cause." + code() + ".remedy");
    }
}
