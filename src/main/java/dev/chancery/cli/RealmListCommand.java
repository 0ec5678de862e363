package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery realm list`.
record RealmListCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Pages.options(Api.options(Command.named(this, "list", "The realms that you may see, by name.")));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var realms = new Pages(api, terminal).all(line, "/api/realms");
        output.list(realms, "name", "displayName", "enabled", "tokenLifespanSeconds", "createdAt");
        return 0;
    }
}
