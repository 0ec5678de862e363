package dev.chancery.factor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.realm.Realm;
import dev.chancery.user.User;
import java.net.URLEncoder;

/// By what an authenticator app takes a seed over, mostly out of a QR code: `otpauth://totp/Realm:user?secret=…`.
public record KeyUri(Realm realm, User user, String seed) {

    /// The one with everything in it that must not be in a log.
    public String text() {
        var issuer = encoded(title());
        var username = encoded(user.settings().username());
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s".formatted(issuer, username, seed, issuer);
    }

    /// A colon would end it.
    private String title() {
        var name = realm.settings().displayName().replace(':', ' ').strip();
        return name.isEmpty() ? realm.name() : name;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "KeyUri[…]";
    }
}
