package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery undo EVENT`.
record UndoCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(Command.named(
                        this, "undo", "Takes a change back, with all that was done at once with it, or nothing at all.")
                .addPositional(Command.parameter("EVENT", "The event id that history shows")));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var path = "/api/realms/%s/audit/%s/undo"
                .formatted(Http.encoded(api.realm(line)), Http.encoded(Command.parameter(line)));
        output.object(api.send(line, "POST", path, null), "undoes", "eventIds", "notRestored");
        return 0;
    }
}
