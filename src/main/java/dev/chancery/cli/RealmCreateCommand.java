package dev.chancery.cli;

import dev.chancery.json.JsonText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery realm create NAME`.
record RealmCreateCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.options(Command.named(this, "create", "Makes a realm.")
                .addPositional(Command.parameter("NAME", "Its name, which is part of its URLs and never changes"))
                .addOption(Command.option("--display-name", "TEXT", "What people read")
                        .build())
                .addOption(Command.option("--token-lifespan", "SECONDS", "Life of an access token; 300 by default")
                        .type(Long.class)
                        .build())
                .addOption(Command.option("--signature-algorithm", "ALG", "RS256 (by default), PS256, ES256 or EdDSA")
                        .build()));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var realm = JsonText.emptyObject().put("name", Command.parameter(line));
        if (line.hasMatchedOption("--display-name"))
            realm.put("displayName", line.matchedOptionValue("--display-name", ""));
        if (line.hasMatchedOption("--token-lifespan"))
            realm.put("tokenLifespanSeconds", line.matchedOptionValue("--token-lifespan", 0L));
        if (line.hasMatchedOption("--signature-algorithm"))
            realm.put("signatureAlgorithm", line.matchedOptionValue("--signature-algorithm", ""));
        output.object(api.send(line, "POST", "/api/realms", realm));
        return 0;
    }
}
