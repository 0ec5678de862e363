package dev.chancery.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery backup FILE`: a copy of the embedded database, while the server runs or not.
record BackupCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return settings.addedToOffline(Command.named(
                        this,
                        "backup",
                        "Writes a copy of the embedded database to a new file; the server may go on running.",
                        "The master key is not in it: keep that apart. PostgreSQL is backed up with pg_dump.")
                .addPositional(Command.parameter("FILE", "The file to write; it must not exist")));
    }

    @Override
    public int run(ParseResult line) {
        var target = Command.parameter(line);
        operator.backup(settings.given(line), Path.of(target));
        terminal.out().println("Backed up to " + target + ". The master key is not in it.");
        return 0;
    }
}
