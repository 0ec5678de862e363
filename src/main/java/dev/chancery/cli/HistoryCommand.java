package dev.chancery.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery history`: what was changed in a realm, by whom and when.
record HistoryCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Pages.options(
                        Api.optionsInRealm(Command.named(this, "history", "The changes of a realm, the newest first.")))
                .addOption(Command.option("--subject", "ID", "Those of the thing with this id")
                        .build())
                .addOption(Command.option("--type", "TYPE", "Those of this type, such as client.updated")
                        .build());
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var path = new StringBuilder("/api/realms/%s/audit".formatted(Http.encoded(api.realm(line))));
        for (var filter : List.of("subject", "type"))
            if (line.hasMatchedOption("--" + filter))
                path.append(path.indexOf("?") < 0 ? '?' : '&')
                        .append(filter)
                        .append('=')
                        .append(Http.encoded(line.matchedOptionValue("--" + filter, "")));
        var changes = new Pages(api, terminal).all(line, path.toString());
        output.list(changes, "eventId", "occurredAt", "eventType", "aggregateId", "actor");
        return 0;
    }
}
