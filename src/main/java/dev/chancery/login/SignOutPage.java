package dev.chancery.login;

/// Do you want to sign out? OpenID Connect RP-Initiated Logout §2.
public record SignOutPage(String person) implements Page {
    @Override
    public String template() {
        return "sign-out";
    }
}
