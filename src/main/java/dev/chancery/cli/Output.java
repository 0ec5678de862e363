package dev.chancery.cli;

import dev.chancery.json.JsonText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/// What a server said, for people as a table, for programs as JSON.
record Output(PrintWriter out, boolean json) {

    static Output of(Terminal terminal, ParseResult line) {
        return switch (line.matchedOptionValue("--output", "table")) {
            case "table" -> new Output(terminal.out(), false);
            case "json" -> new Output(terminal.out(), true);
            default -> throw CommandRefusal.usage("--output is table or json.");
        };
    }

    /// One object; of its members the given ones, or all.
    void object(JsonNode object, String... members) {
        if (json) {
            print(object);
            return;
        }
        var names = members.length > 0 ? List.of(members) : List.copyOf(object.propertyNames());
        var width = names.stream().mapToInt(String::length).max().orElse(0);
        for (var name : names)
            out.println((name + " ".repeat(width - name.length() + 2) + cell(object.path(name))).stripTrailing());
    }

    /// A list of objects, a column for each of the members.
    void list(JsonNode list, String... members) {
        if (json) {
            print(list);
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(members).stream().map(Output::heading).toList());
        for (var object : list)
            rows.add(List.of(members).stream()
                    .map(member -> cell(object.path(member)))
                    .toList());
        rows.forEach(row -> out.println(padded(row, rows)));
    }

    /// Nothing in it may take hold of the terminal.
    static String printable(String text) {
        return text.replaceAll("\\p{Cc}|\\p{Cf}", "\uFFFD");
    }

    /// One word, for a command that is to be copied into a shell.
    static String word(String text) {
        return text.matches("[\\w.:/@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String padded(List<String> row, List<List<String>> rows) {
        var text = new StringBuilder();
        for (var column = 0; column < row.size(); column++) {
            var index = column;
            var width = rows.stream()
                    .mapToInt(other -> other.get(index).length())
                    .max()
                    .orElse(0);
            text.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    private static String heading(String member) {
        return member.replaceAll("([A-Z])", " $1").toUpperCase(Locale.ROOT);
    }

    private static String cell(JsonNode value) {
        if (value.isArray())
            return String.join(
                    " ",
                    StreamSupport.stream(value.spliterator(), false)
                            .map(Output::cell)
                            .toList());
        if (value.isMissingNode() || value.isNull()) return "";
        return printable(value.isString() ? value.stringValue() : value.toString());
    }

    private void print(JsonNode value) {
        out.println(JsonText.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    }
}
