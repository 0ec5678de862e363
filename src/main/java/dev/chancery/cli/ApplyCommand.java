package dev.chancery.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/// `chancery apply FILE`, and `chancery plan FILE`, which tells what the other would do.
///
/// @param plans whether nothing is kept
record ApplyCommand(Api api, Terminal terminal, boolean plans) implements Command {
    private static final int DRIFT = 2;

    @Override
    public CommandSpec spec() {
        var named = plans
                ? Command.named(
                        this, "plan", "Tells what apply would change. Ends with 0 if nothing, with 2 if anything.")
                : Command.named(this, "apply", "Makes a realm what a document says, whole or not at all.");
        return Api.optionsInRealm(named.addPositional(
                        Command.parameter("FILE", "A document in YAML or JSON, as export writes it")))
                .addOption(Command.flag("--prune", "What the document's lists do not name goes, clients into the bin")
                        .build());
    }

    @Override
    public int run(ParseResult line) {
        var output = Output.of(terminal, line);
        var document = new RealmFile(Path.of(Command.parameter(line))).read(terminal.environment());
        var realm = line.hasMatchedOption("--realm")
                ? api.realm(line)
                : document.path("realm").path("name").asString(api.realm(line));
        var path = "/api/realms/%s/configuration?prune=%s&dryRun=%s"
                .formatted(Http.encoded(realm), line.hasMatchedOption("--prune"), plans);
        var answer = api.send(line, "PUT", path, document);
        if (output.json()) output.object(answer);
        else tell(answer.path("changes"));
        return plans && !answer.path("changes").isEmpty() ? DRIFT : 0;
    }

    private void tell(JsonNode changes) {
        if (changes.isEmpty()) terminal.out().println("Nothing to change: all is as the document says.");
        for (var change : changes) {
            var sign = switch (change.path("action").asString()) {
                case "create" -> "+";
                case "delete" -> "-";
                default -> "~";
            };
            print("%s %s %s".formatted(sign, text(change, "kind"), text(change, "name")));
            if (sign.equals("~"))
                for (var member : change.path("members").properties())
                    print("    %s: %s -> %s"
                            .formatted(
                                    member.getKey(),
                                    value(member.getValue().path("before")),
                                    value(member.getValue().path("after"))));
        }
    }

    private void print(String text) {
        terminal.out().println(Output.printable(text));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString();
    }

    private static String value(JsonNode value) {
        return value.isMissingNode() ? "(none)" : value.toString();
    }
}
