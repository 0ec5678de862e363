package dev.chancery.console;

import org.jspecify.annotations.Nullable;

/// Why something was not done.
///
/// @param member of the document, where it is about one; else empty
/// @param language of the text; absent where it is that of the page
/// @param stale whether others have changed the thing since it was shown: RFC 9110 §13.1.1
public record Complaint(
        String member, String text, @Nullable String language, boolean stale) {
    static final Complaint NONE = new Complaint("", "");

    Complaint(String member, String text) {
        this(member, text, null, false);
    }

    /// What the API says, it says in English.
    static Complaint ofApi(String member, String text) {
        return new Complaint(member, text, "en", false);
    }

    Complaint about(String other) {
        return new Complaint(other, text, language, stale);
    }

    public boolean isPresent() {
        return !text.isEmpty();
    }

    boolean isAbout(String field) {
        return isPresent()
                && (member.equals(field) || member.startsWith(field + "[") || member.startsWith(field + "."));
    }
}
