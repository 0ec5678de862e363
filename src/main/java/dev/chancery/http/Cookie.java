package dev.chancery.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A cookie as a browser is given it: RFC 6265. Scripts never see one, and all are for the whole host.
///
/// @param crossSite it comes along when another site's page leads here, or frames us; only over https
/// @param secure it travels over https alone; its name then begins with `__Host-`, so that no other host can set it
/// @param maxAge how long the browser keeps it; absent until it is closed, zero to forget it
public record Cookie(
        String name,
        String value,
        boolean crossSite,
        boolean secure,
        @Nullable Duration maxAge) {
    private static final String HOST = "__Host-";

    public Cookie {
        if (crossSite && !secure) throw new IllegalArgumentException("what crosses sites is secure");
        if (!value.matches("[A-Za-z0-9_-]*")) throw new IllegalArgumentException("not the value of a cookie of ours");
    }

    /// What browsers are to call it: RFC 6265bis §4.1.3.2.
    public static String name(String name, boolean secure) {
        return secure ? HOST + name : name;
    }

    /// The value that came with the request; absent when the name came more than once, since one of them is not ours.
    static Optional<String> value(List<String> headers, String name) {
        var values = pairs(headers)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .toList();
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    /// The names that begin like this, in the order in which the browser sent them.
    static List<String> names(List<String> headers, String beginning) {
        return pairs(headers)
                .map(pair -> pair.split("=", 2)[0])
                .filter(name -> name.startsWith(beginning))
                .toList();
    }

    private static Stream<String> pairs(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip);
    }

    String field() {
        return name + "=" + value + "; Path=/; HttpOnly"
                + (secure ? "; Secure" : "")
                + (crossSite ? "; SameSite=None" : "; SameSite=Lax")
                + (maxAge == null ? "" : "; Max-Age=" + maxAge.toSeconds());
    }
}
