package dev.chancery.oauth;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.chancery.failure.FailureCause;
import java.util.Locale;
import java.util.Set;

/// The error codes a client can meet, each with the HTTP status its endpoint answers with.
public enum OAuthError {
    /* RFC 6749 §5.2 */
    INVALID_REQUEST(400),
    INVALID_CLIENT(401),
    INVALID_GRANT(400),
    INVALID_SCOPE(400),
    UNAUTHORIZED_CLIENT(400),
    UNSUPPORTED_GRANT_TYPE(400),
    /* RFC 6750 §3.1 */
    INVALID_TOKEN(401),
    INSUFFICIENT_SCOPE(403),
    /* RFC 6749 §4.1.2.1 */
    TEMPORARILY_UNAVAILABLE(503);

    public final int status;

    OAuthError(int status) {
        this.status = status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// `throw INVALID_SCOPE.because(UNKNOWN_SCOPE, "there is no scope %s", scope)`
    @FormatMethod
    public OAuthException because(FailureCause cause, @FormatString String description, Object... args) {
        return new OAuthException(this, cause, description.formatted(args), "", "", 0, Set.of());
    }
}
