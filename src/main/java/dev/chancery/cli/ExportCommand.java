package dev.chancery.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery export REALM`.
record ExportCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Command.named(this, "export", "Writes a realm down as one document, for plan and apply.")
                .addPositional(Command.parameter("REALM", "The realm's name"))
                .addOption(Command.option("--profile", "NAME", "The sign-in to use; default by default")
                        .build())
                .addOption(Command.flag("--with-users", "People, too").build())
                .addOption(Command.flag("--with-credentials", "Secrets and passwords, too, as hashes")
                        .build())
                .addOption(Command.option("--format", "FORMAT", "yaml (by default) or json")
                        .build())
                .addOption(Command.option(
                                "--file", "FILE", "Where to write it, for your eyes only; standard output by default")
                        .build());
    }

    @Override
    public int run(ParseResult line) {
        var format = line.matchedOptionValue("--format", "yaml");
        if (!format.equals("yaml") && !format.equals("json")) throw CommandRefusal.usage("--format is yaml or json.");
        var document = api.get(
                line,
                "/api/realms/%s/configuration?users=%s&credentials=%s"
                        .formatted(
                                Http.encoded(Command.parameter(line)),
                                line.hasMatchedOption("--with-users"),
                                line.hasMatchedOption("--with-credentials")));
        if (line.hasMatchedOption("--file"))
            new RealmFile(Path.of(line.matchedOptionValue("--file", ""))).write(document, format.equals("yaml"));
        else terminal.out().print(RealmFile.shown(document, format.equals("yaml")));
        terminal.out().flush();
        return 0;
    }
}
