package dev.chancery.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.Digests;
import dev.chancery.http.Response;
import java.util.Base64;

/// The page that keycloak-js frames before it asks anything in frames. It answers that frames can't tell: applications
/// then
/// ask by a redirect with `prompt=none`, which works in every browser. It knows nobody, so anybody may frame it.
public final class ThirdPartyCookies {
    private static final String SCRIPT = "parent.postMessage('unsupported', '*')";
    private static final String POLICY = "default-src 'none'; script-src 'sha256-%s'; frame-ancestors *"
            .formatted(Base64.getEncoder().encodeToString(Digests.sha256(SCRIPT.getBytes(UTF_8))));
    private static final String PAGE =
            "<!doctype html><title>Third-party cookies</title><script>" + SCRIPT + "</script>";

    private ThirdPartyCookies() {}

    public static Response page() {
        return Response.html(200, PAGE).with("Content-Security-Policy", POLICY);
    }
}
