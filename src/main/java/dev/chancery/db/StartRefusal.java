package dev.chancery.db;

/// The server, or an offline command, will not go on: the message is the one line that tells the operator what to do.
public final class StartRefusal extends RuntimeException {

    public StartRefusal(String line) {
        super(line.replaceAll("\\s*\\R\\s*", " ").strip(), null, false, false);
    }
}
