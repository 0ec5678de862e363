package dev.chancery.cli;

import dev.chancery.json.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/// `/api` of the server that the profile names, as whoever has signed in.
record Api(Terminal terminal, Profiles profiles, InstantSource clock) {

    static CommandSpec options(CommandSpec spec) {
        return spec.addOption(Command.option("--profile", "NAME", "The sign-in to use; default by default")
                        .build())
                .addOption(Command.option("--output", "FORMAT", "table or json").build());
    }

    static CommandSpec optionsInRealm(CommandSpec spec) {
        return options(spec)
                .addOption(Command.option("--realm", "NAME", "The realm; that of the sign-in by default")
                        .build());
    }

    String realm(ParseResult line) {
        return line.matchedOptionValue("--realm", profile(line).realm());
    }

    /// The path of a client, or of what is below it.
    String client(ParseResult line, String below) {
        return "/api/clients/%s%s?realm=%s"
                .formatted(Http.encoded(Command.parameter(line)), below, Http.encoded(realm(line)));
    }

    JsonNode get(ParseResult line, String path) {
        return send(line, "GET", path, null);
    }

    /// What a successful answer holds; a refusal is told in the server's own words.
    JsonNode send(ParseResult line, String method, String path, @Nullable Object body) {
        return answered(line, method, path, body == null ? null : JsonText.of(body), "")
                .body();
    }

    /// @param content as it is sent; absent for none
    /// @param version for `If-Match`: RFC 9110 §13.1.1; empty for none
    Http.Answer answered(ParseResult line, String method, String path, @Nullable String content, String version) {
        var profile = profile(line);
        if (profile.endedAt(clock.instant())) throw signIn(line, profile, "has ended");
        var server = Http.to(profile.server());
        var request = server.request(path).header("Authorization", "Bearer " + profile.token());
        if (!version.isEmpty()) request.header("If-Match", version);
        if (content == null) request.method(method, BodyPublishers.noBody());
        else
            request.header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                    .method(method, BodyPublishers.ofString(content));
        var answer = server.send(request);
        if (answer.status() == 401) throw signIn(line, profile, "was ended, or is not for administration");
        if (!answer.ok()) throw refused(answer);
        return answer;
    }

    /// RFC 6749 §5.1, or what §5.2 says why not.
    static JsonNode token(Http server, String realm, Map<String, String> form) {
        return tokens(server.form(endpoint(realm, "/token"), form));
    }

    static JsonNode tokens(Http.Answer answer) {
        if (!answer.ok() || !answer.body().path("access_token").isString()) throw refused(answer);
        return answer.body();
    }

    /// What a protocol endpoint of the realm answers, when it does what it is asked.
    static JsonNode answer(Http server, String realm, String path, Map<String, String> form) {
        var answer = server.form(endpoint(realm, path), form);
        if (!answer.ok()) throw refused(answer);
        return answer.body();
    }

    static String endpoint(String realm, String path) {
        return "/realms/%s/protocol/openid-connect%s".formatted(Http.encoded(realm), path);
    }

    Profile profile(ParseResult line) {
        var name = name(line);
        return profiles.find(name)
                .orElseThrow(() -> CommandRefusal.signIn(
                        "There is no sign-in named %s: run chancery login --server URL first.".formatted(name)));
    }

    private static String name(ParseResult line) {
        return line.matchedOptionValue("--profile", Profiles.STANDARD);
    }

    private static CommandRefusal signIn(ParseResult line, Profile profile, String how) {
        return CommandRefusal.signIn(Output.printable(
                "The sign-in as %s %s: run %s".formatted(profile.subject(), how, profile.login(name(line)))));
    }

    private static CommandRefusal refused(Http.Answer answer) {
        for (var member : List.of("detail", "error_description", "error")) {
            var said = answer.body().path(member);
            if (said.isString()) return CommandRefusal.refused(Output.printable(said.stringValue()));
        }
        return CommandRefusal.refused("The server answered with status %d.".formatted(answer.status()));
    }
}
