package dev.chancery.login;

/// One of the codes that were written down, for who has lost the app.
public record RecoveryPage(String complaint) implements Page {
    @Override
    public String template() {
        return "recovery";
    }
}
