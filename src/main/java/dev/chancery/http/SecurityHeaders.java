package dev.chancery.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// What every answer says unless its handler says otherwise.
final class SecurityHeaders {
    private SecurityHeaders() {}

    static Map<String, String> of(ListenSettings settings) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (settings.https()) headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        return headers;
    }
}
