package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery start`: the server.
record StartCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        var spec = Command.named(
                this,
                "start",
                "Starts the server, and runs until it is told to stop (SIGTERM).",
                "Each setting below may be given as an option, in the environment under the name in brackets, or in the"
                        + " settings file under the option's name without its hyphens. An option wins over the"
                        + " environment, the environment over the file. Options are seen by other users of the machine:"
                        + " prefer the environment for what is marked secret.");
        return settings.addedTo(spec);
    }

    @Override
    public int run(ParseResult line) {
        operator.start(settings.given(line), terminal.out()::println);
        return 0;
    }
}
