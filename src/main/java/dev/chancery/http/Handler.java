package dev.chancery.http;

/// Answers one request; what it cannot answer it refuses with an [HttpRefusal].
@FunctionalInterface
public interface Handler {
    Response handle(Request request);
}
