package dev.chancery.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery restore FILE`: puts a backup in the database's place.
record RestoreCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return settings.addedToOffline(Command.named(
                        this,
                        "restore",
                        "Puts a backup in the place of the embedded database. The server must be stopped.")
                .addPositional(Command.parameter("FILE", "What chancery backup has written"))
                .addOption(Command.flag("--force", "Put what is there aside, as chancery.db.replaced")
                        .build()));
    }

    @Override
    public int run(ParseResult line) {
        var source = Command.parameter(line);
        operator.restore(settings.given(line), Path.of(source), line.hasMatchedOption("--force"));
        terminal.out().println("Restored from " + source + ". It opens with the master key it was made under.");
        return 0;
    }
}
