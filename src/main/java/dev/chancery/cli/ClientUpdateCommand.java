package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client update CLIENT`: a merge patch (RFC 7396).
record ClientUpdateCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return DryRun.addedTo(ClientOptions.addedTo(Api.optionsInRealm(
                Command.named(this, "update", "Changes what is given; everything else, its secrets too, stays.")
                        .addPositional(Command.parameter("CLIENT", "Its client id or id")))));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var changes = ClientOptions.given(line);
        if (changes.isEmpty())
            throw CommandRefusal.usage("Nothing to change is given. See chancery client update --help.");
        new DryRun(api, terminal)
                .send(line, "PATCH", api.client(line, ""), changes)
                .ifPresent(output::object);
        return 0;
    }
}
