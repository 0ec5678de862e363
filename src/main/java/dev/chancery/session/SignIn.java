package dev.chancery.session;

import java.time.Instant;
import java.util.List;

/// How and when somebody proved who they are: OpenID Connect Core §2.
///
/// @param at the `auth_time` of tokens
/// @param methods the `amr` of tokens (RFC 8176): what was shown
/// @param level the `acr` of tokens: never higher than what was shown
public record SignIn(Instant at, List<String> methods, String level) {
    public static final String PASSWORD = "pwd";
    public static final String ONE_TIME_PASSWORD = "otp";
    public static final String SEVERAL_FACTORS = "mfa";

    /// The `acr` of a sign-in by a single factor.
    public static final String ONE_FACTOR = "1";

    /// The `acr` of a sign-in by factors of two kinds.
    public static final String TWO_FACTORS = "2";

    public SignIn {
        methods = List.copyOf(methods);
    }

    /// By a password and nothing else.
    public static SignIn byPassword(Instant at) {
        return new SignIn(at, List.of(PASSWORD), ONE_FACTOR);
    }

    /// By all of these, and at the level that they make.
    public static SignIn by(List<String> methods, Instant at) {
        return new SignIn(at, methods, methods.contains(ONE_TIME_PASSWORD) ? TWO_FACTORS : ONE_FACTOR);
    }

    public long seconds() {
        return at.getEpochSecond();
    }
}
