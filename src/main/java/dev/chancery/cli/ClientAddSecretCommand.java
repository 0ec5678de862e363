package dev.chancery.cli;

import dev.chancery.json.JsonText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client add-secret CLIENT --name NAME`.
record ClientAddSecretCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(Command.named(
                        this,
                        "add-secret",
                        "Gives a client one more secret, and prints it, this once. The others go on working.")
                .addPositional(Command.parameter("CLIENT", "Its client id or id"))
                .addOption(Command.option("--name", "NAME", "What to call it, such as who gets it")
                        .required(true)
                        .build())
                .addOption(Command.option("--expires-at", "TIME", "When it ends, such as 2030-01-31T12:00:00Z; never")
                        .build()));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var wish = JsonText.emptyObject().put("name", line.matchedOptionValue("--name", ""));
        if (line.hasMatchedOption("--expires-at")) wish.put("expiresAt", line.matchedOptionValue("--expires-at", ""));
        var secret = api.send(line, "POST", api.client(line, "/secrets"), wish);
        output.object(secret, "id", "name", "secret", "expiresAt");
        return 0;
    }
}
