package dev.chancery.cli;

import dev.chancery.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// What may be said about a client, in options or in a file; an option wins.
final class ClientOptions {
    private static final Map<String, String> TEXTS = new TreeMap<>(
            Map.of("--name", "name", "--description", "description", "--root-url", "rootUrl", "--home-url", "homeUrl"));
    private static final Map<String, String> LISTS = new TreeMap<>(Map.of(
            "--grant-type", "grantTypes",
            "--redirect-uri", "redirectUris",
            "--web-origin", "webOrigins",
            "--scope", "scopes",
            "--optional-scope", "optionalScopes",
            "--audience", "audience"));

    private ClientOptions() {}

    static CommandSpec addedTo(CommandSpec spec) {
        TEXTS.forEach((option, member) ->
                spec.addOption(Command.option(option, "TEXT", "Its " + member).build()));
        LISTS.forEach((option, member) ->
                spec.addOption(Command.option(option, "VALUE", "One of its %s; say it again for more".formatted(member))
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .build()));
        return spec.addOption(Command.option("--token-lifespan", "SECONDS", "Life of its access tokens")
                        .type(Long.class)
                        .build())
                .addOption(Command.option("--file", "FILE", "A JSON document with members as /api/clients has them")
                        .build());
    }

    static ObjectNode given(ParseResult line) {
        var client = line.hasMatchedOption("--file")
                ? read(Path.of(line.matchedOptionValue("--file", "")))
                : JsonText.emptyObject();
        TEXTS.forEach((option, member) -> {
            if (line.hasMatchedOption(option)) client.put(member, line.matchedOptionValue(option, ""));
        });
        LISTS.forEach((option, member) -> {
            if (!line.hasMatchedOption(option)) return;
            var values = client.putArray(member);
            line.matchedOptionValue(option, List.<String>of()).forEach(values::add);
        });
        if (line.hasMatchedOption("--token-lifespan"))
            client.put("tokenLifespanSeconds", line.matchedOptionValue("--token-lifespan", 0L));
        return client;
    }

    private static ObjectNode read(Path file) {
        try {
            if (JsonText.MAPPER.readTree(Files.readString(file)) instanceof ObjectNode object) return object;
        } catch (IOException | JacksonException unreadable) {
            throw CommandRefusal.usage("The file %s cannot be read as JSON.".formatted(file));
        }
        throw CommandRefusal.usage("The file %s holds no JSON object.".formatted(file));
    }
}
