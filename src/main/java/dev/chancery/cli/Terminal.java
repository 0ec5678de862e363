package dev.chancery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParseResult;

/// Where a command reads and writes, and the environment it was called in.
///
/// @param prompt asks a person for a secret without showing it; absent when nobody sits there
public record Terminal(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Function<String, Optional<String>> prompt,
        Map<String, String> environment) {
    private static final int LONGEST_SECRET = 4096;

    public static Terminal system(Map<String, String> environment) {
        return new Terminal(
                System.in,
                new PrintWriter(System.out, true, UTF_8),
                new PrintWriter(System.err, true, UTF_8),
                Terminal::asked,
                environment);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /// From standard input when that is asked for, else from the environment, else from a person; never from arguments.
    String secret(ParseResult line, String variable, String question) {
        if (line.hasMatchedOption("--password-stdin")) return secretLine();
        return variable(variable)
                .or(() -> prompt.apply(question))
                .orElseThrow(() -> CommandRefusal.usage(
                        "There is nobody to ask for the secret: use --password-stdin, or %s in the environment."
                                .formatted(variable)));
    }

    /// The first line of standard input, with its spaces.
    private String secretLine() {
        try {
            var line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
            if (line == null || line.isEmpty()) throw CommandRefusal.usage("Standard input holds no secret.");
            if (line.length() > LONGEST_SECRET) throw CommandRefusal.usage("The secret on standard input is too long.");
            return line;
        } catch (IOException unreadable) {
            throw CommandRefusal.usage("Standard input cannot be read.");
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it is null again since Java 25, where input or output is piped
    private static Optional<String> asked(String question) {
        var console = System.console();
        if (console == null || !console.isTerminal()) return Optional.empty();
        var typed = console.readPassword("%s: ", question);
        return typed == null ? Optional.empty() : Optional.of(new String(typed));
    }
}
