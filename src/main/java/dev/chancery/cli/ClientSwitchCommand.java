package dev.chancery.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client enable CLIENT` and `chancery client disable CLIENT`.
record ClientSwitchCommand(Api api, Terminal terminal, boolean on) implements Command {

    @Override
    public CommandSpec spec() {
        var spec = on
                ? Command.named(this, "enable", "Lets a client work again.")
                : Command.named(this, "disable", "Lets a client do nothing until it is enabled again.");
        return DryRun.addedTo(
                Api.optionsInRealm(spec.addPositional(Command.parameter("CLIENT", "Its client id or id"))));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        new DryRun(api, terminal)
                .send(line, "PATCH", api.client(line, ""), Map.of("enabled", on))
                .ifPresent(client -> output.object(client, "clientId", "enabled"));
        return 0;
    }
}
