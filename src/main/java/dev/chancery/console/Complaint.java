package dev.chancery.console;

import org.jspecify.annotations.Nullable;

/// Why something was not done.
///
/// @param member of the document, where it is about one; else empty
/// @param language of the text; absent where it is that of the page
/// @param stale whether others have changed the thing since it was shown: RFC 9110 §13.1.1
/// @param input that stands for the member; absent where none is known
public record Complaint(
        String member,
        String text,
        @Nullable String language,
        boolean stale,
        @Nullable Input input) {
    public static final Complaint NONE = new Complaint("", "");

    /// Where it is to be mended.
    ///
    /// @param id on the page that says so; empty where it is on another one
    /// @param label as people read it
    public record Input(String id, String label) {}

    Complaint(String member, String text) {
        this(member, text, null, false, null);
    }

    /// What there are no words for is said as the API says it: in English.
    static Complaint ofApi(String member, String text) {
        return new Complaint(member, text, "en", false, null);
    }

    static Complaint stale(String text) {
        return new Complaint("", text, null, true, null);
    }

    Complaint about(String other) {
        return new Complaint(other, text, language, stale, input);
    }

    Complaint at(String id, String label) {
        return new Complaint(member, text, language, stale, new Input(id, label));
    }

    public boolean isPresent() {
        return !text.isEmpty();
    }

    boolean isAbout(String field) {
        return isPresent()
                && (member.equals(field) || member.startsWith(field + "[") || member.startsWith(field + "."));
    }

    boolean isAt(String id) {
        return isPresent() && input != null && input.id().equals(id);
    }

    /// For `aria-invalid` of an input.
    public @Nullable String invalid(String id) {
        return isAt(id) ? "true" : null;
    }

    /// For `aria-describedby` of one that has nothing else to describe it: it is told at the top of the page.
    public @Nullable String describes(String id) {
        return isAt(id) ? "complaint" : null;
    }
}
