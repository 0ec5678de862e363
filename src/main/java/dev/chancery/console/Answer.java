package dev.chancery.console;

import dev.chancery.text.Texts;

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

    /// What is in the way, in the reader's words: RFC 9457.
    public Complaint complaint(Texts texts) {
        var errors = content.things("errors");
        if (errors.isEmpty()) return Wording.of("", content.text("detail"), texts);
        return Wording.of(errors.getFirst().text("member"), errors.getFirst().text("message"), texts);
    }
}
