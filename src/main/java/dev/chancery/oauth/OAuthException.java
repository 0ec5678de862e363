package dev.chancery.oauth;

import dev.chancery.failure.FailureCause;

/// A protocol refusal on its way to the client. Not a fault: no stack trace.
///
/// The message is for the caller; `cause`, `subject` and `detail` only for administrators, who find them by reference.
public final class OAuthException extends RuntimeException {
    public final OAuthError error;
    public final FailureCause cause;
    public final String subject;
    public final String detail;
    public final long retryAfterSeconds;

    OAuthException(
            OAuthError error, FailureCause cause, String description, String subject, String detail, long retryAfter) {
        super(printable(description), null, false, false);
        this.error = error;
        this.cause = cause;
        this.subject = subject;
        this.detail = detail;
        this.retryAfterSeconds = retryAfter;
    }

    /// Whom it concerns, as they named themselves.
    public OAuthException of(String who) {
        return new OAuthException(error, cause, description(), who, detail, retryAfterSeconds);
    }

    /// What only an administrator may know; never a secret.
    public OAuthException privately(String what, Object... args) {
        return new OAuthException(error, cause, description(), subject, what.formatted(args), retryAfterSeconds);
    }

    /// RFC 9110 §10.2.3.
    public OAuthException retryAfter(long seconds) {
        return new OAuthException(error, cause, description(), subject, detail, seconds);
    }

    public String description() {
        return String.valueOf(getMessage());
    }

    /// RFC 6749 §5.2 allows neither `"` nor `\` in an error_description, and no control characters.
    private static String printable(String description) {
        return description.replaceAll("[^ !#-\\[\\]-~]", "'");
    }
}
