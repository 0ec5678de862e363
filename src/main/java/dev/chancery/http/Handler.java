package dev.chancery.http;

/// Answers one request; what it cannot answer it refuses with an [HttpRefusal].
@FunctionalInterface
public interface Handler {
    Response handle(Request request);

    /// How many bytes of content are taken there; 0 for the listener's own limit.
    default int mostContent(String method, String path) {
        return 0;
    }
}
