package dev.chancery.http;

/// A method and a path pattern of literal segments and `{name}`s; `maxBody` in bytes, 0 for the listener's own limit.
public record Route(String method, String pattern, Handler handler, int maxBody) {

    public Route {
        if (!pattern.startsWith("/") || (pattern.length() > 1 && pattern.endsWith("/")))
            throw new IllegalArgumentException("a pattern starts with / and does not end with it: " + pattern);
    }

    public Route(String method, String pattern, Handler handler) {
        this(method, pattern, handler, 0);
    }

    public Route maxBody(int bytes) {
        return new Route(method, pattern, handler, bytes);
    }
}
