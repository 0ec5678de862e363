package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery verify-audit`: whether the audit trail is whole; 1 when it is not.
record VerifyAuditCommand(Operator operator, Settings settings, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return settings.addedToOffline(Command.named(
                this,
                "verify-audit",
                "Walks the whole audit trail and says what was changed, cut off, added or put elsewhere.",
                "With the embedded database the server must be stopped."));
    }

    @Override
    public int run(ParseResult line) {
        var audit = operator.verifyAudit(settings.given(line));
        for (var fault : audit.faults()) terminal.err().println("chancery: " + fault);
        if (!audit.faults().isEmpty()) return 1;
        terminal.out()
                .println("The audit trail is whole: %d lines, %d payloads erased."
                        .formatted(audit.lines(), audit.erased()));
        return 0;
    }
}
