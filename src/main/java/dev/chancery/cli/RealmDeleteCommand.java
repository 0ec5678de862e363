package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery realm delete NAME`.
record RealmDeleteCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.options(Command.named(
                        this, "delete", "Puts a realm into the bin, for 30 days. Nothing in it works from then on.")
                .addPositional(Command.parameter("NAME", "Its name")));
    }

    @Override
    public int run(ParseResult line) {
        api.send(line, "DELETE", "/api/realms/" + Http.encoded(Command.parameter(line)), null);
        return 0;
    }
}
