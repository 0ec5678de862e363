package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client delete CLIENT`.
record ClientDeleteCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return DryRun.addedTo(Api.optionsInRealm(
                Command.named(this, "delete", "Puts a client into the bin, for 30 days. It works no more from then on.")
                        .addPositional(Command.parameter("CLIENT", "Its client id or id"))));
    }

    @Override
    public int run(ParseResult line) {
        var _ = new DryRun(api, terminal).send(line, "DELETE", api.client(line, ""), null);
        return 0;
    }
}
