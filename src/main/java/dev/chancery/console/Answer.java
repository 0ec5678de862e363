package dev.chancery.console;

/// What the API answered.
///
/// @param version its entity tag, to be sent back with a change; empty without one
public record Answer(int status, String version, Thing content) {
    static final Answer NONE = new Answer(0, "", Thing.NOTHING);

    public boolean isDone() {
        return status / 100 == 2;
    }

    /// What was refused ends the page.
    Answer orRefused() {
        if (!isDone()) throw new Refusal(this);
        return this;
    }

    /// What is in the way, in the API's words: RFC 9457.
    public Complaint complaint() {
        var errors = content.things("errors");
        if (errors.isEmpty()) return Complaint.ofApi("", content.text("detail"));
        return Complaint.ofApi(
                errors.getFirst().text("member"), errors.getFirst().text("message"));
    }
}
