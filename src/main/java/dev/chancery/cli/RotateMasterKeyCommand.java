package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery master-key rotate`: everything that is sealed, under a new key.
record RotateMasterKeyCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return settings.addedToOffline(Command.named(
                this,
                "rotate",
                "Seals everything anew under a new master key. Tokens and client secrets go on working.",
                "With a key file the server must be stopped. With a key from the settings, this says what to set."));
    }

    @Override
    public int run(ParseResult line) {
        operator.rotateMasterKey(settings.given(line)).forEach(terminal.out()::println);
        return 0;
    }
}
