package dev.chancery.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery generate-completion`: `source <(chancery generate-completion)`.
record CompletionCommand(Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Command.named(
                this, "generate-completion", "Prints what completes commands and options in bash and zsh.");
    }

    @Override
    public int run(ParseResult line) {
        terminal.out()
                .print(AutoComplete.bash("chancery", line.commandSpec().root().commandLine()));
        terminal.out().flush();
        return 0;
    }
}
