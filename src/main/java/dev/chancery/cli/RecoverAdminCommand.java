package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery recover-admin [USERNAME]`: the way back in.
record RecoverAdminCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return settings.addedToOffline(Command.named(
                        this,
                        "recover-admin",
                        "Makes an administrator of the realm master, or enables the one of that name again, and prints"
                                + " a fresh password, this once. It is on record in the audit trail.",
                        "With the embedded database the server must be stopped.")
                .addOption(Command.option("--username", "NAME", "Whose name; admin by default")
                        .build()));
    }

    @Override
    public int run(ParseResult line) {
        var recovered = operator.recoverAdmin(settings.given(line), line.matchedOptionValue("--username", "admin"));
        terminal.err()
                .println(
                        recovered.created()
                                ? "There is a new administrator: " + recovered.username()
                                : "Administrator again: " + recovered.username());
        terminal.err().println("The password is shown this once:");
        terminal.out().println(recovered.password());
        return 0;
    }
}
