package dev.chancery.http;

import java.util.List;

/// The one spelling of a path that is routed and authorized; every other spelling is refused (400), never repaired.
final class CanonicalPath {
    private static final String PUNCTUATION = "!$&'()*+,=:@/%"; // RFC 3986 §3.3 pchar, without ";"

    private CanonicalPath() {}

    /// The path as sent, without the alias (such as `/auth`) that it stands under and without a trailing slash.
    static String of(String raw, List<String> aliases) {
        if (!raw.startsWith("/")) throw refused();
        var path = raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
        check(path);
        for (var alias : aliases) {
            if (path.equals(alias)) return "/";
            if (path.startsWith(alias) && path.charAt(alias.length()) == '/') return path.substring(alias.length());
        }
        return path;
    }

    private static void check(String path) {
        if (path.length() == 1) return;
        var encoded = false;
        var start = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                segment(path, start, i, encoded);
                start = i + 1;
                encoded = false;
            } else {
                encoded |= path.charAt(i) == '%';
                if (!allowed(path.charAt(i))) throw refused();
            }
        }
    }

    private static void segment(String path, int start, int end, boolean encoded) {
        if (start == end) throw refused();
        if (encoded) escapes(path, start, end);
        if (encoded || path.charAt(start) == '.') text(Percent.decode(path.substring(start, end)));
    }

    /// RFC 3986 §6.2.2.2: what needs no escape has one spelling without it; a second one is refused.
    private static void escapes(String path, int start, int end) {
        for (int i = path.indexOf('%', start); i >= 0 && i < end; i = path.indexOf('%', i + 1)) {
            if (i + 2 >= end) throw refused();
            var octet = Character.digit(path.charAt(i + 1), 16) << 4 | Character.digit(path.charAt(i + 2), 16);
            if (octet < 0 || unreserved((char) octet)) throw refused();
        }
    }

    private static void text(String segment) {
        if (segment.equals(".") || segment.equals("..")) throw refused();
        for (int i = 0; i < segment.length(); i++) {
            var c = segment.charAt(i);
            if (c == '/' || c == '\\' || Character.isISOControl(c)) throw refused();
        }
    }

    private static boolean allowed(char c) {
        return unreserved(c) || PUNCTUATION.indexOf(c) >= 0;
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }

    private static HttpRefusal refused() {
        return new HttpRefusal(400, "the path is not in its canonical form");
    }
}
