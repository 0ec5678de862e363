package dev.chancery.login;

/// The second factor: a code from an app, RFC 6238.
public record CodePage(boolean offersRecovery, String complaint) implements Page {
    @Override
    public String template() {
        return "code";
    }
}
