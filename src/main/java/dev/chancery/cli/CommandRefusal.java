package dev.chancery.cli;

/// A command that goes no further: one line for whoever called it, and the exit code.
final class CommandRefusal extends RuntimeException {
    final int exit;

    private CommandRefusal(int exit, String line) {
        super(line, null, false, false);
        this.exit = exit;
    }

    /// The server, or the state of things, does not allow it.
    static CommandRefusal refused(String line) {
        return new CommandRefusal(1, line);
    }

    /// Nobody is signed in, or no longer: whoever automates can tell it from a refusal, and sign in.
    static CommandRefusal signIn(String line) {
        return new CommandRefusal(3, line);
    }

    /// It was called wrongly.
    static CommandRefusal usage(String line) {
        return new CommandRefusal(2, line);
    }
}
