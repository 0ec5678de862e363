package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The line of our own command line that asks the API the same.
final class OwnCommand {
    private static final Pattern CLIENT = Pattern.compile("/api/clients/([^/]+)(/secrets)?");
    private static final Pattern REALM =
            Pattern.compile("/api/realms/([^/]+)(|/configuration|/audit|/failures/([^/]+))");

    private static final Pattern ACT =
            Pattern.compile("(POST|PUT) /api/realms/([^/]+)/(audit/(?<event>[^/]+)/undo|configuration)");

    private static final Map<String, String> CLIENTS = Map.of(
            "clientId", "--client-id",
            "name", "--name",
            "grantType", "--grant-type",
            "redirectUri", "--redirect-uri",
            "scope", "--scope",
            "unusedSince", "--unused-since",
            "enabled", "--enabled");
    private static final Map<String, String> CHANGES = Map.of("subject", "--subject", "type", "--type");

    /// Which part of a list it is; a command prints all of it.
    private static final Set<String> PARTS = Set.of("realm", "page", "size", "after", "reverse", "sort");

    private OwnCommand() {}

    /// That which does just this; where there is none, the one that sends any request. A plan keeps nothing,
    /// so it needs no entity tag.
    static String of(Call call) {
        var own = call.method().equals("GET") ? asking(call) : doing(call);
        return own.isEmpty() ? any(call) : own;
    }

    private static String asking(Call call) {
        var realm = call.query().getOrDefault("realm", "");
        if (call.path().equals("/api/clients")) return listed(call, CLIENTS, "client", "list", "--realm", realm);
        if (call.path().equals("/api/realms")) return listed(call, Map.of(), "realm", "list");
        var client = CLIENT.matcher(call.path());
        if (client.matches())
            return line(
                    "client", client.group(2) == null ? "show" : "secrets", decoded(client.group(1)), "--realm", realm);
        var thing = REALM.matcher(call.path());
        if (!thing.matches()) return "";
        var name = decoded(thing.group(1));
        return switch (thing.group(2)) {
            case "" -> line("realm", "show", name);
            case "/configuration" ->
                "true".equals(call.query().get("users")) ? line("export", name, "--with-users") : line("export", name);
            case "/audit" -> listed(call, CHANGES, "history", "--realm", name);
            default -> line("explain", decoded(thing.group(3)), "--realm", name);
        };
    }

    private static String doing(Call call) {
        var act = ACT.matcher(call.method() + " " + call.path());
        if (!act.matches()) return "";
        var realm = decoded(act.group(2));
        var undone = act.group("event");
        var foretells = "true".equals(call.query().get("dryRun"));
        if (foretells && undone == null) return ofDocument("plan", call, realm);
        // what is not to be kept, or only under an entity tag, is no work for a command that knows neither
        if (foretells || !call.version().isEmpty()) return "";
        return undone == null ? ofDocument("apply", call, realm) : line("undo", decoded(undone), "--realm", realm);
    }

    private static String ofDocument(String command, Call call, String realm) {
        return "true".equals(call.query().get("prune"))
                ? line(command, Call.DOCUMENT, "--realm", realm, "--prune")
                : line(command, Call.DOCUMENT, "--realm", realm);
    }

    private static String any(Call call) {
        var line = new StringBuilder(line("api", call.method(), call.target()));
        if (!call.version().isEmpty()) line.append(" --if-match ").append(Call.quoted(call.version()));
        var data = call.data();
        return data.isEmpty()
                ? line.toString()
                : line.append(" --data ").append(data).toString();
    }

    private static String listed(Call call, Map<String, String> options, String... words) {
        var asked = call.query().entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty() && !PARTS.contains(entry.getKey()))
                .toList();
        if (!asked.stream().allMatch(entry -> options.containsKey(entry.getKey()))) return "";
        var more = asked.stream().flatMap(entry -> Stream.of(options.get(entry.getKey()), entry.getValue()));
        return line(Stream.concat(Stream.of(words), more).toArray(String[]::new));
    }

    static String line(String... words) {
        return Stream.concat(Stream.of("chancery"), List.of(words).stream().map(OwnCommand::quoted))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9._:/@=-]+") ? word : Call.quoted(word);
    }

    private static String decoded(String segment) {
        return URLDecoder.decode(segment, UTF_8);
    }
}
