package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client secrets CLIENT`: which there are, and whether they are still used.
record ClientSecretsCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(
                Command.named(this, "secrets", "The secrets of a client and their use; never their text.")
                        .addPositional(Command.parameter("CLIENT", "Its client id or id")));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var secrets = api.get(line, api.client(line, "/secrets"));
        if (output.json()) {
            output.object(secrets);
            return 0;
        }
        output.list(
                secrets.path("content"),
                "id",
                "name",
                "active",
                "createdAt",
                "expiresAt",
                "lastUsedAt",
                "lastUsedAddress",
                "useCount");
        var usage = secrets.path("usage");
        terminal.out()
                .println(
                        usage.path("state").asString("").equals("complete")
                                ? "Use is complete up to %s."
                                        .formatted(usage.path("completeTo").asString(""))
                                : "Use is not fully known: a node has not reported.");
        return 0;
    }
}
