package dev.chancery.http;

import java.util.Map;

/// What was wrong with a request, on its way to the client: not a fault, so no stack trace. RFC 9110 §15.5.
public final class HttpRefusal extends RuntimeException {
    private final int status;
    private final String detail;
    private final Map<String, String> headers;

    public HttpRefusal(int status, String detail) {
        this(status, detail, Map.of());
    }

    public HttpRefusal(int status, String detail, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.headers = Map.copyOf(headers);
    }

    public int status() {
        return status;
    }

    /// The public text; never a secret, never what was sent.
    public String detail() {
        return detail;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
