package dev.chancery.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client list`.
record ClientListCommand(Api api, Terminal terminal) implements Command {
    private static final Map<String, String> FILTERS = Map.of(
            "--client-id", "clientId",
            "--name", "name",
            "--grant-type", "grantType",
            "--redirect-uri", "redirectUri",
            "--scope", "scope",
            "--unused-since", "unusedSince",
            "--enabled", "enabled");

    @Override
    public CommandSpec spec() {
        return Pages.options(Api.optionsInRealm(Command.named(this, "list", "The clients of a realm.")))
                .addOption(Command.option("--client-id", "TEXT", "Those whose client id begins so")
                        .build())
                .addOption(Command.option("--name", "TEXT", "Those whose name begins so")
                        .build())
                .addOption(Command.option("--grant-type", "GRANT", "Those that may use it")
                        .build())
                .addOption(Command.option("--redirect-uri", "TEXT", "Those with this in a redirect URI")
                        .build())
                .addOption(Command.option("--scope", "NAME", "Those that have this client scope")
                        .build())
                .addOption(Command.option("--unused-since", "DAY", "Those of which no secret was used since")
                        .build())
                .addOption(
                        Command.option("--enabled", "BOOLEAN", "true or false").build());
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var path = new StringBuilder("/api/clients?realm=").append(Http.encoded(api.realm(line)));
        FILTERS.forEach((option, parameter) -> {
            if (line.hasMatchedOption(option))
                path.append('&')
                        .append(parameter)
                        .append('=')
                        .append(Http.encoded(line.matchedOptionValue(option, "")));
        });
        var clients = new Pages(api, terminal).all(line, path.toString());
        output.list(clients, "clientId", "name", "enabled", "publicClient", "grantTypes", "createdAt");
        return 0;
    }
}
