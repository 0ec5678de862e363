package dev.chancery.failure;

import java.util.Optional;
import java.util.regex.Pattern;

/// How a failure tells of the redirect URI of an authorization request that is not registered: RFC 6749 §4.1.2.1.
public final class UnregisteredRedirect {
    /// The address that was sent, and the nearest that is registered.
    public static final String DETAIL = "sent %s; nearest registered %s";

    private static final Pattern TOLD = Pattern.compile(DETAIL.replace("%s", "(\\S+)"));

    private UnregisteredRedirect() {}

    /// The address that was sent; absent where it is not told whole, and for every other failure.
    public static Optional<String> sent(Failure failure) {
        if (failure.cause() != FailureCause.REDIRECT_URI_MISMATCH) return Optional.empty();
        var told = TOLD.matcher(failure.detail());
        return told.matches() ? Optional.of(told.group(1)) : Optional.empty();
    }
}
