package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;

/// What few clients need: how long its tokens live, for whom they are, and how its secrets are kept.
public final class ClientAdvancedPages {
    private static final Fields ADVANCED = Fields.of(
            "client",
            Field.number("tokenLifespanSeconds"),
            Field.number("refreshTokenLifespanSeconds"),
            Field.number("sessionLifespanSeconds"),
            Field.lines("audience"),
            Field.choice("accessTokenType", "", "JWT", "at+jwt"),
            Field.choice("secretStorage", "hashed", "recoverable", "once"),
            Field.seconds("notBefore"));

    public record AdvancedPage(Thing client, String version, List<Filled> fields, Outcome outcome) {}

    /// `GET …/clients/{clientId}/advanced`.
    Response show(Visit visit) {
        var read = visit.read(ClientPages.path(visit));
        return visit.show(
                "client-advanced",
                new AdvancedPage(read.content(), read.version(), ADVANCED.shown(read.content()), Outcome.NONE));
    }

    /// `POST …/clients/{clientId}/advanced`.
    Response change(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var form = visit.form();
        var outcome = ADVANCED.told(visit, visit.act("PATCH", ClientPages.path(visit), ADVANCED.change(form, client)));
        if (outcome.isDone()) return visit.go(ClientPages.address(visit) + "/advanced", "saved");
        var filled = ADVANCED.again(form, client, outcome.complaint());
        return visit.show(outcome, "client-advanced", new AdvancedPage(client, visit.version(), filled, outcome));
    }
}
