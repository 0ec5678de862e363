package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery config check`: the settings as they would be used.
record ConfigCheckCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return settings.addedTo(Command.named(
                this, "check", "Prints every setting as the server would use it; secrets are masked. Opens nothing."));
    }

    @Override
    public int run(ParseResult line) {
        operator.settings(settings.given(line))
                .forEach((key, value) -> terminal.out().println((key + "=" + value).strip()));
        return 0;
    }
}
