package dev.chancery.http;

import java.time.Duration;

/// How much one client may take: sizes in bytes, counts, and times.
///
/// @param maxBody content of a request; over it 413
/// @param maxHeader request line and header fields; over it 414 or 431
/// @param connections open at once; further ones wait in the kernel's backlog
/// @param workers requests that are answered at once, those included that wait for the database or a password hash
/// @param waiting requests that may wait for a worker; over it, or after `patience`, 503
/// @param headerTime until a request's head is complete, from its first byte or a connection's opening
/// @param bodyTime until its content is complete; the same holds for taking an answer
/// @param idle without a byte in either direction
/// @param stop for requests under way when the listener closes
public record Limits(
        int maxBody,
        int maxHeader,
        int connections,
        int workers,
        int waiting,
        Duration patience,
        Duration headerTime,
        Duration bodyTime,
        Duration idle,
        Duration stop) {

    public static final Limits STANDARD = new Limits(
            64 * 1024,
            16 * 1024,
            10_000,
            128,
            2_048,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10));
}
