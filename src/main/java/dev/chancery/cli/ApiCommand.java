package dev.chancery.cli;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;

/// `chancery api METHOD PATH`: one request of the REST API, whether or not there is a command for it.
record ApiCommand(Api api, Terminal terminal) implements Command {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    @Override
    public CommandSpec spec() {
        return Command.named(
                        this,
                        "api",
                        "Sends one request to the REST API, and prints the JSON that it answers.",
                        "For what no other command does, such as chancery api GET /api/realms/shop/keys.")
                .addPositional(Command.parameter("METHOD", "GET, POST, PUT, PATCH (RFC 7396) or DELETE"))
                .addPositional(Command.parameter("PATH", "From /api on, with its query").toBuilder()
                        .index("1")
                        .build())
                .addOption(Command.option(
                                "--data",
                                "JSON",
                                "What to send: JSON, @FILE, or @- for standard input; secrets by these two, since"
                                        + " others see arguments")
                        .build())
                .addOption(Command.option("--if-match", "ETAG", "Only while this is still its entity tag")
                        .build())
                .addOption(Command.flag("--etag", "Tell its entity tag, on standard error")
                        .build())
                .addOption(Command.option("--profile", "NAME", "The sign-in to use; default by default")
                        .build());
    }

    @Override
    public int run(ParseResult line) {
        var method = Command.parameter(line);
        if (!METHODS.contains(method))
            throw CommandRefusal.usage("The method is one of %s.".formatted(String.join(", ", METHODS)));
        var answer = api.answered(
                line,
                method,
                path(line.matchedPositionalValue(1, "")),
                data(line.matchedOptionValue("--data", "")),
                version(line.matchedOptionValue("--if-match", "")));
        if (line.hasMatchedOption("--etag") && !answer.version().isEmpty())
            terminal.err().println("ETag: " + Output.printable(answer.version()));
        if (!answer.body().isMissingNode()) new Output(terminal.out(), true).object(answer.body());
        return 0;
    }

    private static String path(String typed) {
        // the token goes to the server of the sign-in, and to nobody else
        if (!typed.startsWith("/api/")) throw CommandRefusal.usage("The path begins with /api/.");
        try {
            return URI.create(typed).toString();
        } catch (IllegalArgumentException malformed) {
            throw CommandRefusal.usage("The path is not encoded: a space, for example, is %20.");
        }
    }

    private static String version(String given) {
        if (!given.matches("[!-~]*")) throw CommandRefusal.usage("--if-match is an entity tag, in its quotes.");
        return given;
    }

    @Nullable
    private String data(String given) {
        if (given.isEmpty()) return null;
        var text = given.startsWith("@") ? read(given.substring(1)) : given;
        try {
            var content = JsonText.MAPPER.readTree(text);
            if (!content.isMissingNode()) return JsonText.of(content);
        } catch (JacksonException malformed) {
            throw CommandRefusal.usage("--data is no JSON.");
        }
        throw CommandRefusal.usage("--data is no JSON.");
    }

    private String read(String file) {
        if (!file.equals("-")) return RealmFile.text(Path.of(file), RealmFile.LARGEST);
        try {
            return RealmFile.text(terminal.in(), "Standard input", RealmFile.LARGEST);
        } catch (IOException unreadable) {
            throw CommandRefusal.usage("Standard input cannot be read.");
        }
    }
}
