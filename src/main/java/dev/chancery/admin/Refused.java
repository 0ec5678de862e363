package dev.chancery.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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

    /// A member that is not as it would have to be.
    ///
    /// @param member a JSON Pointer (RFC 6901); `expected` or `present` is absent where there is no such member
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Conflict(
            String member,
            @Nullable JsonNode expected,
            @Nullable JsonNode present) {}

    public final Reason reason;
    public final @Nullable String member;

    @SuppressWarnings("serial") // thrown and caught in one process
    public final List<Conflict> conflicts;

    private Refused(Reason reason, @Nullable String member, String message) {
        this(reason, member, message, List.of());
    }

    private Refused(Reason reason, @Nullable String member, String message, List<Conflict> conflicts) {
        super(message, null, false, false);
        this.reason = reason;
        this.member = member;
        this.conflicts = List.copyOf(conflicts);
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

    public static Refused conflicting(String message, List<Conflict> conflicts) {
        return new Refused(Reason.CONFLICT, null, message, conflicts);
    }

    /// The object was changed since the caller read it: RFC 9110 §13.1.1.
    public static Refused stale(String message) {
        return new Refused(Reason.STALE, null, message);
    }

    /// The same, where what is at fault lies deeper in what was sent.
    public Refused at(String place) {
        return new Refused(reason, place, getMessage());
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
