package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery explain REFERENCE`: the true cause of a refusal.
record ExplainCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(Command.named(
                        this, "explain", "Tells why a request was refused, by the reference that its caller was given.")
                .addPositional(Command.parameter("REFERENCE", "26 letters and digits")));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var path = "/api/realms/%s/failures/%s"
                .formatted(Http.encoded(api.realm(line)), Http.encoded(Command.parameter(line)));
        output.object(api.get(line, path));
        return 0;
    }
}
