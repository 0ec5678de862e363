package dev.chancery.oauth;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.chancery.failure.FailureCause;
import java.util.Set;

/// A protocol refusal on its way to the client. Not a fault: no stack trace.
///
/// The message is for the caller; `cause`, `subject` and `detail` only for administrators, who find them by reference.
public final class OAuthException extends RuntimeException {
    public final OAuthError error;
    public final FailureCause cause;
    public final String subject;
    public final String detail;
    public final long retryAfterSeconds;
    public final Set<String> origins;

    OAuthException(
            OAuthError error,
            FailureCause cause,
            String description,
            String subject,
            String detail,
            long retryAfter,
            Set<String> origins) {
        super(printable(description), null, false, false);
        this.error = error;
        this.cause = cause;
        this.subject = subject;
        this.detail = detail;
        this.retryAfterSeconds = retryAfter;
        this.origins = origins;
    }

    /// Whom it concerns, as they named themselves.
    public OAuthException of(String who) {
        return new OAuthException(error, cause, description(), who, detail, retryAfterSeconds, origins);
    }

    /// What only an administrator may know; never a secret.
    @FormatMethod
    public OAuthException privately(@FormatString String what, Object... args) {
        return new OAuthException(
                error, cause, description(), subject, what.formatted(args), retryAfterSeconds, origins);
    }

    /// RFC 9110 §10.2.3.
    public OAuthException retryAfter(long seconds) {
        return new OAuthException(error, cause, description(), subject, detail, seconds, origins);
    }

    /// Web pages of these origins may read it: those of the client, once it has been authenticated.
    public OAuthException readableFrom(Set<String> webOrigins) {
        return new OAuthException(error, cause, description(), subject, detail, retryAfterSeconds, webOrigins);
    }

    public String description() {
        return String.valueOf(getMessage());
    }

    /// RFC 6749 §5.2 allows neither `"` nor `\` in an error_description, and no control characters.
    private static String printable(String description) {
        return description.replaceAll("[^ !#-\\[\\]-~]", "'");
    }
}
