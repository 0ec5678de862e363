package dev.chancery.console;

import org.jspecify.annotations.Nullable;

/// What came of a form that was sent: done, or shown again with a complaint, the request that it stands for, or what it
/// would change.
///
/// @param answer the API's; absent where it was not asked
/// @param curl the request, for a shell; empty unless that was wanted
/// @param foretold the answer to its dry run; absent unless that was wanted
public record Outcome(
        @Nullable Answer answer,
        Complaint complaint,
        String curl,
        @Nullable Thing foretold) {
    static final Outcome NONE = new Outcome(null, Complaint.NONE, "", null);

    boolean isDone() {
        return answer != null && answer.isDone();
    }

    static Outcome complaining(String member, String text) {
        return new Outcome(null, new Complaint(member, text), "", null);
    }

    public Thing content() {
        return answer == null ? Thing.NOTHING : answer.content();
    }
}
