package dev.chancery.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/// `--dry-run`: what a write would do, and which tokens would say something else. It ends as the write would.
record DryRun(Api api, Terminal terminal) {
    private static final String OPTION = "--dry-run";

    static CommandSpec addedTo(CommandSpec spec) {
        return spec.addOption(Command.flag(OPTION, "Change nothing; tell what would change, and in whose tokens")
                .build());
    }

    /// What the write answers; with `--dry-run` nothing is left to say.
    Optional<JsonNode> send(ParseResult line, String method, String path, @Nullable Object body) {
        if (!line.hasMatchedOption(OPTION)) return Optional.of(api.send(line, method, path, body));
        var output = Output.of(terminal, line);
        var told = api.send(line, method, path + (path.contains("?") ? "&" : "?") + "dryRun=true", body);
        if (output.json()) output.object(told);
        else lines(told).forEach(text -> terminal.out().println(Output.printable(text)));
        return Optional.empty();
    }

    private static List<String> lines(JsonNode told) {
        var lines = new ArrayList<String>();
        lines.add("Nothing was changed. This would be written to the audit trail:");
        for (var change : told.path("changes"))
            lines.add("  %s %s".formatted(text(change, "type"), text(change, "aggregateId")));
        lines.add("Tokens that would change: %s of %s compared."
                .formatted(told.path("tokens").size(), told.path("compared")));
        for (var token : told.path("tokens")) addToken(lines, token);
        if (told.path("notCompared").asLong() > 0)
            lines.add("Not compared: %s more that may change.".formatted(told.path("notCompared")));
        for (var realm : told.path("tokensHiddenIn"))
            lines.add("The tokens of %s are for those who may see its clients and people.".formatted(realm.asString()));
        return lines;
    }

    private static void addToken(List<String> lines, JsonNode token) {
        var golden = !token.path("golden").asBoolean()
                ? ""
                : token.path("matches").asBoolean() ? ", as its golden token says" : ", not as its golden token says";
        var person = token.has("userId") ? " for the person " + text(token, "userId") : "";
        lines.add("  %s%s%s".formatted(text(token, "clientId"), person, golden));
        for (var claim : token.path("added").properties())
            lines.add("    + %s %s".formatted(claim.getKey(), claim.getValue()));
        for (var claim : token.path("removed").properties())
            lines.add("    - %s %s".formatted(claim.getKey(), claim.getValue()));
        for (var claim : token.path("changed").properties()) lines.add(changed(claim.getKey(), claim.getValue()));
        if (token.has("expiresIn")) lines.add(changed("(seconds it lives)", token.path("expiresIn")));
        if (token.has("refusals")) lines.add(changed("(why none is issued)", token.path("refusals")));
    }

    private static String changed(String what, JsonNode change) {
        return "    ~ %s %s -> %s".formatted(what, change.path("before"), change.path("after"));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString();
    }
}
