package dev.chancery.login;

/// An app that shows codes is paired with the account.
///
/// @param secret the seed in base32, for who can't scan
/// @param qrSvg the same as a picture, in markup of ours
public record SetUpCodePage(String secret, String qrSvg, String complaint) implements Page {
    @Override
    public String template() {
        return "set-up-code";
    }
}
