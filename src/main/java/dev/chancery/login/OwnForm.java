package dev.chancery.login;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.failure.FailureCause;
import dev.chancery.http.Request;
import java.util.Set;

/// Tells a form that one of these pages showed from one of another site.
final class OwnForm {
    /// What browsers say of requests that this page's own form made, or the person themselves: Fetch Metadata §2.4.
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private OwnForm() {}

    /// RFC 6265bis §8.8.2: the cookie that binds the form is not the only thing that tells whose it is.
    static void require(Request http) {
        var site = http.header("Sec-Fetch-Site");
        if (site.isPresent() && !OWN.contains(site.get()))
            throw INVALID_REQUEST.because(FailureCause.FLOW_ENDED, "the form was sent by another site");
    }
}
