package dev.chancery.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client rotate-secret CLIENT`.
record ClientRotateSecretCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(Command.named(
                        this, "rotate-secret", "Gives a client a new secret, and prints it, this once. The others die.")
                .addPositional(Command.parameter("CLIENT", "Its client id or id"))
                .addOption(Command.option("--overlap", "SECONDS", "How long the others go on working; 0 by default")
                        .type(Long.class)
                        .build()));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var overlap = Map.of("overlapSeconds", line.matchedOptionValue("--overlap", 0L));
        var client = api.send(line, "POST", api.client(line, "/rotate-secret"), overlap);
        output.object(client, "clientId", "clientSecret");
        return 0;
    }
}
