package dev.chancery.oauth;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.failure.FailureCause;
import dev.chancery.http.Form;
import dev.chancery.http.Request;

/// The parameters of a protocol request: in the body, each at most once.
public final class Parameters {

    private Parameters() {}

    public static Form of(Request request) {
        // RFC 6749 §2.3.1: "The parameters can only be transmitted in the request-body and MUST NOT be included in the
        // request URI."
        if (!request.query().fields().isEmpty())
            throw INVALID_REQUEST.because(
                    FailureCause.MALFORMED_REQUEST, "parameters belong in the body, not in the URL");
        var form = request.form();
        // RFC 6749 §3.2: "Request and response parameters MUST NOT be included more than once."
        if (!form.repeated().isEmpty())
            throw INVALID_REQUEST.because(FailureCause.MALFORMED_REQUEST, "a parameter is included more than once");
        return form;
    }
}
