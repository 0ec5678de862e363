package dev.chancery.http;

import java.util.Set;

/// Which web origins may read an answer, by exact comparison (Fetch §3.2, RFC 6454 §6.2). Cookies may come along, as
/// keycloak-js sends them, since no answer that is shared depends on one.
public record Cors(Set<String> origins) {

    public Cors {
        origins = Set.copyOf(origins);
        if (origins.contains("*") || origins.contains("null"))
            throw new IllegalArgumentException("not an origin: * or null");
    }

    /// The answer, readable by the request's origin if that is allowed.
    public Response share(Request request, Response response) {
        var varied = response.with("Vary", vary(response));
        var origin = origin(request);
        return origins.contains(origin)
                ? varied.with("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Allow-Credentials", "true")
                        .with("Access-Control-Expose-Headers", "WWW-Authenticate, X-Request-Id")
                : varied;
    }

    /// The answer to a preflight; an origin that is not allowed learns nothing.
    public Response preflight(Request request, String methods, String headers) {
        var answer = share(request, Response.empty(204));
        if (!answer.headers().containsKey("Access-Control-Allow-Origin")) return answer;
        return answer.with("Access-Control-Allow-Methods", methods)
                .with("Access-Control-Allow-Headers", headers)
                .with("Access-Control-Max-Age", "600");
    }

    private static String origin(Request request) {
        var origins = request.headers("Origin");
        return origins.size() == 1 ? origins.getFirst() : "";
    }

    private static String vary(Response response) {
        var vary = response.headers().get("Vary");
        return vary == null ? "Origin" : vary + ", Origin";
    }
}
