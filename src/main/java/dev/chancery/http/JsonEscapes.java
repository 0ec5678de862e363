package dev.chancery.http;

/// Refuses the escapes that no store can keep: an escaped NUL, and surrogates without their other half (RFC 7493 §2.1).
final class JsonEscapes {
    private JsonEscapes() {}

    /// In JSON a backslash stands only in strings, so the text needs no parsing.
    static void check(String json) {
        for (int at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at)) {
            var unit = unit(json, at);
            if (unit == 0) throw new HttpRefusal(400, "the content contains a NUL");
            if (unit < 0 || !Character.isSurrogate((char) unit)) {
                at += 2;
                continue;
            }
            var low = unit(json, at + 6);
            if (!Character.isHighSurrogate((char) unit) || low < 0 || !Character.isLowSurrogate((char) low))
                throw new HttpRefusal(400, "the content contains half a surrogate pair");
            at += 12;
        }
    }

    /// The code unit that is escaped at a place, -1 where there is none.
    private static int unit(String json, int at) {
        if (at + 6 > json.length() || json.charAt(at) != '\\' || json.charAt(at + 1) != 'u') return -1;
        var unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            var digit = Character.digit(json.charAt(i), 16);
            if (digit < 0) return -1;
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
