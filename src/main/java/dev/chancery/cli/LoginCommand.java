package dev.chancery.cli;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery login`: signs in as an administrator (RFC 6749 §4.3 at `admin-cli`), with a browser elsewhere (RFC 8628),
/// or as a client (RFC 6749 §4.4).
record LoginCommand(Api api, Profiles profiles, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Command.named(
                        this,
                        "login",
                        "Signs in to a server, so that the commands after this may administer it until the token ends.",
                        "The password is asked for, or read from standard input with --password-stdin, or from"
                                + " CHANCERY_CLI_PASSWORD; a client's secret likewise, from CHANCERY_CLI_CLIENT_SECRET.")
                .addOption(Command.option("--server", "URL", "Where it is; http://localhost:8080 by default")
                        .build())
                .addOption(Command.option("--realm", "NAME", "Whose administrator; master by default")
                        .build())
                .addOption(
                        Command.option("--username", "NAME", "admin by default").build())
                .addOption(Command.option("--client-id", "ID", "Sign in as this client instead of a person")
                        .build())
                .addOption(Command.flag("--device", "Sign in with a browser elsewhere: prints an address and a code")
                        .build())
                .addOption(Command.flag("--password-stdin", "Read the password or secret from standard input")
                        .build())
                .addOption(Command.option("--profile", "NAME", "Under which name to keep it; default by default")
                        .build());
    }

    @Override
    public int run(ParseResult line) {
        var server = Http.to(line.matchedOptionValue("--server", "http://localhost:8080"));
        var realm = line.matchedOptionValue("--realm", "master");
        var client = line.matchedOptionValue("--client-id", "");
        var device = line.hasMatchedOption("--device");
        if (device && (!client.isEmpty() || line.hasMatchedOption("--username")))
            throw CommandRefusal.usage("--device asks nobody's name: leave out --client-id and --username.");
        var tokens = device
                ? new DeviceSignIn(server, realm, terminal, api.clock()).tokens()
                : Api.token(server, realm, client.isEmpty() ? person(line, username(line)) : client(line, client));
        var subject = client.isEmpty() ? device ? DeviceSignIn.name(tokens) : username(line) : client;
        var now = api.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var ends = now.plusSeconds(tokens.path("expires_in").asLong(0));
        var profile = new Profile(
                server.server().toString(),
                realm,
                subject,
                !client.isEmpty(),
                device,
                ends.toString(),
                tokens.path("access_token").asString());
        profiles.put(line.matchedOptionValue("--profile", Profiles.STANDARD), profile);
        terminal.err().println("Signed in to %s as %s, until %s.".formatted(server.server(), subject, ends));
        return 0;
    }

    private static String username(ParseResult line) {
        return line.matchedOptionValue("--username", "admin");
    }

    private Map<String, String> person(ParseResult line, String username) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "password");
        form.put("client_id", "admin-cli");
        form.put("username", username);
        form.put("password", terminal.secret(line, "CHANCERY_CLI_PASSWORD", "Password of " + username));
        return form;
    }

    private Map<String, String> client(ParseResult line, String client) {
        var secret = terminal.secret(line, TokenCommand.SECRET, "Secret of " + client);
        return Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret);
    }
}
