package dev.chancery.admin;

import org.jspecify.annotations.Nullable;

/// An act that was turned down, and why, in words for the administrator who asked. Not a fault: no stack trace.
public final class Refused extends RuntimeException {

    /// The reason, with the HTTP status that a REST front door answers.
    public enum Reason {
        INVALID(400),
        FORBIDDEN(403),
        NOT_FOUND(404),
        CONFLICT(409),
        STALE(412);

        public final int status;

        Reason(int status) {
            this.status = status;
        }
    }

    public final Reason reason;
    public final @Nullable String member;

    private Refused(Reason reason, @Nullable String member, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.member = member;
    }

    /// `member` is the name of the JSON member at fault.
    public static Refused invalid(String member, String message) {
        return new Refused(Reason.INVALID, member, message);
    }

    public static Refused notFound(String message) {
        return new Refused(Reason.NOT_FOUND, null, message);
    }

    public static Refused forbidden(String message) {
        return new Refused(Reason.FORBIDDEN, null, message);
    }

    public static Refused conflict(@Nullable String member, String message) {
        return new Refused(Reason.CONFLICT, member, message);
    }

    /// The object was changed since the caller read it: RFC 9110 §13.1.1.
    public static Refused stale(String message) {
        return new Refused(Reason.STALE, null, message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
