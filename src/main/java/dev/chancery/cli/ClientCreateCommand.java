package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client create [CLIENT-ID]`.
record ClientCreateCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return DryRun.addedTo(ClientOptions.addedTo(Api.optionsInRealm(Command.named(
                        this,
                        "create",
                        "Registers a client and prints it, this once with its secret.",
                        "Without --grant-type it is for machines: client_credentials.")
                .addPositional(Command.parameter("CLIENT-ID", "Its client id; drawn when absent").toBuilder()
                        .arity("0..1")
                        .required(false)
                        .build())
                .addOption(Command.flag("--public", "It keeps no secret").build()))));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var client = ClientOptions.given(line);
        client.put("realmName", api.realm(line));
        if (line.hasMatchedPositional(0)) client.put("clientId", Command.parameter(line));
        if (line.hasMatchedOption("--public")) client.put("publicClient", true);
        if (!client.has("grantTypes")) client.putArray("grantTypes").add("client_credentials");
        new DryRun(api, terminal).send(line, "POST", "/api/clients", client).ifPresent(output::object);
        return 0;
    }
}
