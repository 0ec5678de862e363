package dev.chancery.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was wrong with a request, on its way to the client: not a fault, so no stack trace. RFC 9110 §15.5.
public final class HttpRefusal extends RuntimeException {
    private final int status;
    private final String detail;
    private final Map<String, String> headers;
    private final @Nullable String member;

    public HttpRefusal(int status, String detail) {
        this(status, detail, Map.of());
    }

    public HttpRefusal(int status, String detail, Map<String, String> headers) {
        this(status, detail, headers, null);
    }

    private HttpRefusal(int status, String detail, Map<String, String> headers, @Nullable String member) {
        super(detail, null, false, false);
        this.status = status;
        this.detail = detail;
        this.headers = Map.copyOf(headers);
        this.member = member;
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

    /// The JSON member that is unknown or of the wrong type, as a path; absent when nothing so small is at fault.
    public @Nullable String member() {
        return member;
    }

    static HttpRefusal ofMember(String member) {
        return new HttpRefusal(400, "wrong member: " + member, Map.of(), member);
    }
}
