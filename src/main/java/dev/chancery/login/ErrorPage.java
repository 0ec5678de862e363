package dev.chancery.login;

/// What went wrong, what to do, and the reference under which an administrator finds the cause.
///
/// @param text and `hint` are keys of the texts
public record ErrorPage(String text, String reference, String hint) implements Page {
    @Override
    public String template() {
        return "error";
    }
}
