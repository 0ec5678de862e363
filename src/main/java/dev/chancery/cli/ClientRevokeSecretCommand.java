package dev.chancery.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `chancery client revoke-secret CLIENT SECRET`.
record ClientRevokeSecretCommand(Api api, Terminal terminal) implements Command {

    @Override
    public CommandSpec spec() {
        return Api.optionsInRealm(Command.named(
                        this, "revoke-secret", "Ends one secret of a client. It works nowhere from then on.")
                .addPositional(Command.parameter("CLIENT", "Its client id or id"))
                .addPositional(
                        Command.parameter("SECRET", "The id of the secret, as client secrets lists it").toBuilder()
                                .index("1")
                                .build()));
    }

    @Override
    public int run(ParseResult line) {
        var secret = Http.encoded(line.matchedPositionalValue(1, ""));
        api.send(line, "DELETE", api.client(line, "/secrets/" + secret), null);
        return 0;
    }
}
