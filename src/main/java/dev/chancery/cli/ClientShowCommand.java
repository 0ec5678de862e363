package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client show CLIENT`.
record ClientShowCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(Command.named(this, "show", "One client.")
                .addPositional(Command.parameter("CLIENT", "Its client id or id")));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        output.object(api.get(line, api.client(line, "")));
        return 0;
    }
}
