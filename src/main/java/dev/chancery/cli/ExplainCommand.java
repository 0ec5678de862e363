package dev.chancery.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery explain REFERENCE`: the true cause of a refusal.
record ExplainCommand(Api api, Terminal terminal) implements Command {
    private static final List<String> MEMBERS = List.of(
            "explanation",
            "remedy",
            "detail",
            "cause",
            "subject",
            "address",
            "firstAt",
            "lastAt",
            "count",
            "reference");

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
        var failure = api.get(line, path);
        if (output.json()) {
            output.object(failure);
            return 0;
        }
        output.object(
                failure,
                MEMBERS.stream()
                        .filter(member -> !failure.path(member).asString("").isEmpty())
                        .toArray(String[]::new));
        for (var realm : failure.path("elsewhere"))
            terminal.out()
                    .println(Output.printable("The realm %s does have a client %s."
                            .formatted(
                                    realm.asString(""), failure.path("subject").asString(""))));
        return 0;
    }
}
