package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery new-epoch`: says that PostgreSQL was brought back from a copy.
record NewEpochCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return settings.addedToOffline(Command.named(
                this,
                "new-epoch",
                "Voids every token that was issued until now: to be run once after PostgreSQL was restored from a backup,"
                        + " or after a standby took over that may lack the last changes.",
                "chancery restore does this by itself."));
    }

    @Override
    public int run(ParseResult line) {
        operator.beginEpoch(settings.given(line));
        terminal.out().println("A new epoch has begun: tokens that were issued before are void.");
        return 0;
    }
}
