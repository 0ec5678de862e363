package dev.chancery.console;

/// Why something was not done.
///
/// @param member of the document, where it is about one; else empty
public record Complaint(String member, String text) {
    static final Complaint NONE = new Complaint("", "");

    public boolean isPresent() {
        return !text.isEmpty();
    }

    boolean isAbout(String field) {
        return isPresent()
                && (member.equals(field) || member.startsWith(field + "[") || member.startsWith(field + "."));
    }
}
