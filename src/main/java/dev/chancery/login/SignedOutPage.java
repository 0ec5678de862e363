package dev.chancery.login;

import java.util.regex.Pattern;

/// They are signed out.
///
/// @param link back to the client; empty when there is none
public record SignedOutPage(String client, String link) implements Page {
    private static final Pattern WEB = Pattern.compile("https?://.*");

    /// A link leads to a site, and never to a script.
    public SignedOutPage {
        if (!WEB.matcher(link).matches()) link = "";
    }

    @Override
    public String template() {
        return "signed-out";
    }
}
