package dev.chancery.cli;

import java.util.LinkedHashMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery token`: an access token for a client, RFC 6749 §4.4.
record TokenCommand(Api api, Terminal terminal) implements Command {
    static final String SECRET = "CHANCERY_CLI_CLIENT_SECRET";

    @Override
    public CommandSpec spec() {
        return Command.named(
                        this,
                        "token",
                        "Fetches an access token as a client, and prints it.",
                        "The secret is asked for, or read from standard input with --password-stdin, or from " + SECRET
                                + ".")
                .addOption(Command.option("--server", "URL", "Where it is; that of the sign-in by default")
                        .build())
                .addOption(Command.option("--realm", "NAME", "The client's realm; that of the sign-in by default")
                        .build())
                .addOption(Command.option("--client-id", "ID", "The client")
                        .required(true)
                        .build())
                .addOption(Command.option("--scope", "SCOPE", "What to ask for, separated by spaces")
                        .build())
                .addOption(Command.flag("--password-stdin", "Read the secret from standard input")
                        .build())
                .addOption(Command.option("--profile", "NAME", "The sign-in to take server and realm from")
                        .build())
                .addOption(Command.option("--output", "FORMAT", "table for the token alone, or json")
                        .build());
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var server = Http.to(
                line.hasMatchedOption("--server")
                        ? line.matchedOptionValue("--server", "")
                        : api.profile(line).server());
        var client = line.matchedOptionValue("--client-id", "");
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", client);
        form.put("client_secret", terminal.secret(line, SECRET, "Secret of " + client));
        if (line.hasMatchedOption("--scope")) form.put("scope", line.matchedOptionValue("--scope", ""));
        var tokens = Api.token(server, realm(line), form);
        if (output.json()) output.object(tokens);
        else terminal.out().println(tokens.path("access_token").asString());
        return 0;
    }

    private String realm(ParseResult line) {
        if (line.hasMatchedOption("--server")) return line.matchedOptionValue("--realm", "master");
        return api.realm(line);
    }
}
