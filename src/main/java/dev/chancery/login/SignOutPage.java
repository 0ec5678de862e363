package dev.chancery.login;

import java.util.Map;

/// Do you want to sign out? OpenID Connect RP-Initiated Logout §2.
///
/// @param hidden fields that come back with the answer
public record SignOutPage(String person, Map<String, String> hidden) implements Page {
    @Override
    public String template() {
        return "sign-out";
    }
}
