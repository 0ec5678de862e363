package dev.chancery.login;

/// They are signed out.
///
/// @param link back to the client; empty when there is none
public record SignedOutPage(String client, String link) implements Page {
    @Override
    public String template() {
        return "signed-out";
    }
}
