package dev.chancery.cli;

import dev.chancery.json.JsonText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/// A list that the server hands out in pages, put together up to a limit.
record Pages(Api api, Terminal terminal) {
    private static final int LARGEST_PAGE = 100;
    private static final int LIMIT = 1_000;

    static CommandSpec options(CommandSpec spec) {
        return spec.addOption(Command.option("--limit", "COUNT", "At most so many; 1000 by default")
                .type(Integer.class)
                .build());
    }

    JsonNode all(ParseResult line, String path) {
        int limit = line.matchedOptionValue("--limit", LIMIT);
        if (limit < 1) throw CommandRefusal.usage("--limit is 1 or more.");
        var all = JsonText.MAPPER.createArrayNode();
        var after = "";
        while (true) {
            var size = Math.min(LARGEST_PAGE, limit - all.size());
            var page = api.get(line, path + (path.contains("?") ? "&" : "?") + "size=" + size + after);
            page.path("content").forEach(all::add);
            var next = page.path("next");
            if (!next.isString()) return all;
            if (all.size() >= limit) {
                terminal.err().println("There are more than these: raise --limit.");
                return all;
            }
            after = "&after=" + Http.encoded(next.stringValue());
        }
    }
}
