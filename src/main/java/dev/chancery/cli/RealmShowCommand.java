package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery realm show NAME`.
record RealmShowCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.options(
                Command.named(this, "show", "One realm.").addPositional(Command.parameter("NAME", "Its name")));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        output.object(api.get(line, "/api/realms/" + Http.encoded(Command.parameter(line))));
        return 0;
    }
}
