package dev.chancery.login;

/// User name and password: OpenID Connect Core §3.1.2.3.
///
/// @param usernameFixed the client says who it must be
/// @param client where they are going; empty when nowhere in particular
public record SignInPage(
        String username, boolean usernameFixed, boolean offersRemember, String client, String complaint)
        implements Page {
    @Override
    public String template() {
        return "sign-in";
    }
}
