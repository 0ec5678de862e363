package dev.chancery.console;

import org.jspecify.annotations.Nullable;

/// What came of a form that was sent: done, or shown again with a complaint, the request that it stands for, or what it
/// would change.
///
/// @param answer the API's; absent where it was not asked
/// @param request what it stands for; empty unless that was wanted
/// @param foretold the answer to its dry run; absent unless that was wanted
public record Outcome(
        @Nullable Answer answer,
        Complaint complaint,
        ShownAs request,
        @Nullable Thing foretold) {
    static final Outcome NONE = new Outcome(null, Complaint.NONE, ShownAs.NOTHING, null);

    /// The same, with the complaint put otherwise.
    Outcome about(Complaint other) {
        return new Outcome(answer, other, request, foretold);
    }

    /// The same, where the page is about nothing but the member that the API names.
    Outcome ofPage() {
        return about(complaint.about(""));
    }

    boolean isDone() {
        return answer != null && answer.isDone();
    }

    static Outcome complaining(String member, String text) {
        return new Outcome(null, new Complaint(member, text), ShownAs.NOTHING, null);
    }

    public Thing content() {
        return answer == null ? Thing.NOTHING : answer.content();
    }
}
