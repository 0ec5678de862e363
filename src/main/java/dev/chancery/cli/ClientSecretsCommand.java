package dev.chancery.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/// `chancery client secrets CLIENT`: which there are, and whether the older ones may go.
record ClientSecretsCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(Command.named(
                        this,
                        "secrets",
                        "The secrets of a client, never their text, and whether the older ones may be revoked.")
                .addPositional(Command.parameter("CLIENT", "Its client id or id")));
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var secrets = api.get(line, api.client(line, "/secrets"));
        if (output.json()) {
            output.object(secrets);
            return 0;
        }
        output.list(
                secrets.path("content"),
                "id",
                "name",
                "active",
                "createdAt",
                "expiresAt",
                "lastUsedAt",
                "lastUsedAddress",
                "useCount");
        var complete = secrets.path("usage").path("state").asString("").equals("complete");
        var upTo = complete ? text(secrets.path("usage"), "completeTo") : "";
        advice(line, working(secrets), upTo);
        terminal.out()
                .println(
                        complete
                                ? "Use is complete up to %s.".formatted(upTo)
                                : "Use is not fully known: a node has not reported.");
        return 0;
    }

    private void advice(ParseResult line, List<JsonNode> newestFirst, String upTo) {
        for (var secret : newestFirst.stream().skip(1).toList())
            terminal.out().println(Output.printable(advice(line, secret, newestFirst.getFirst(), upTo)));
    }

    /// A secret may go once it has not been used since there is a newer one, as far as use is complete.
    private String advice(ParseResult line, JsonNode secret, JsonNode newest, String upTo) {
        var name = text(secret, "name");
        var since = text(newest, "createdAt");
        var used = text(secret, "lastUsedAt");
        // ISO 8601 in whole seconds: sorted as text is sorted in time, and what never was comes first
        if (used.compareTo(since) >= 0) return "%s is still used, last at %s: keep it.".formatted(name, used);
        if (upTo.compareTo(since) <= 0) return "Whether %s is still used is not known yet: ask again.".formatted(name);
        return "%s has not been used from %s, when %s was made, to %s. To end it: chancery client revoke-secret %s %s --realm %s"
                .formatted(
                        name,
                        since,
                        text(newest, "name"),
                        upTo,
                        Output.word(Command.parameter(line)),
                        Output.word(text(secret, "id")),
                        Output.word(api.realm(line)));
    }

    private static List<JsonNode> working(JsonNode secrets) {
        return secrets.path("content")
                .valueStream()
                .filter(secret -> secret.path("active").asBoolean(false))
                .toList();
    }

    private static String text(JsonNode object, String member) {
        return object.path(member).asString("");
    }
}
