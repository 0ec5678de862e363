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
    UNSUPPORTED_RESPONSE_TYPE(400),
    ACCESS_DENIED(400),
    TEMPORARILY_UNAVAILABLE(503),
    /* OpenID Connect Core §3.1.2.6 */
    LOGIN_REQUIRED(400),
    INTERACTION_REQUIRED(400),
    CONSENT_REQUIRED(400),
    REQUEST_NOT_SUPPORTED(400),
    REQUEST_URI_NOT_SUPPORTED(400),
    REGISTRATION_NOT_SUPPORTED(400),
    /* OpenID Connect Core Error Code unmet_authentication_requirements */
    UNMET_AUTHENTICATION_REQUIREMENTS(400),
    /* RFC 8628 §3.5 */
    AUTHORIZATION_PENDING(400),
    SLOW_DOWN(400),
    EXPIRED_TOKEN(400);

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
