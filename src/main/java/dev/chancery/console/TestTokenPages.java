package dev.chancery.console;

import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A real token for a client that acts on its own behalf, got as the client gets it: with its secret, which is kept
/// nowhere.
public final class TestTokenPages {

    /// @param scope as it was asked for
    /// @param tokens what the token endpoint answered; nothing before it was asked
    /// @param request the very one, without the secret
    public record TokenPage(Thing client, String scope, Thing tokens, Complaint complaint, ShownAs request) {

        public boolean isIssued() {
            return tokens.has("access_token");
        }

        /// What the token says of itself (0), and of its bearer (1).
        public String part(int part) {
            var decoded =
                    Base64.getUrlDecoder().decode(tokens.text("access_token").split("\\.", 3)[part]);
            return new Thing(JsonText.MAPPER.readTree(decoded)).written();
        }
    }

    /// `GET …/clients/{clientId}/test-token`.
    Response ask(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        return visit.show(
                "client-test-token",
                new TokenPage(client, visit.asked("scope"), Thing.NOTHING, Complaint.NONE, request(visit, client, "")));
    }

    /// `POST …/clients/{clientId}/test-token`: RFC 6749 §4.4.2.
    Response issue(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var form = visit.form();
        var scope = form.one("scope").orElse("").strip();
        var fields = new LinkedHashMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                client.text("clientId"),
                "client_secret",
                form.one("secret").orElse("")));
        if (!scope.isEmpty()) fields.put("scope", scope);
        var answer = visit.token(fields);
        var complaint = answer.isDone()
                ? Complaint.NONE
                : Complaint.ofApi(
                        "",
                        visit.say(
                                "token.refused",
                                answer.content().text("error"),
                                answer.content().text("error_description")));
        return visit.show(
                answer.isDone() ? 200 : 422,
                "client-test-token",
                new TokenPage(client, scope, answer.content(), complaint, request(visit, client, scope)));
    }

    private static ShownAs request(Visit visit, Thing client, String scope) {
        var curl = "curl " + Call.quoted(visit.tokenUrl())
                + " \\\n  -d grant_type=client_credentials"
                + " \\\n  --data-urlencode client_id=" + Call.quoted(client.text("clientId"))
                + " \\\n  --data-urlencode client_secret=\"$CLIENT_SECRET\""
                + (scope.isEmpty() ? "" : " \\\n  --data-urlencode scope=" + Call.quoted(scope));
        var line = OwnCommand.line(
                "token", "--server", visit.root(), "--realm", visit.realm(), "--client-id", client.text("clientId"));
        var command = scope.isEmpty() ? line : line + " --scope " + Call.quoted(scope);
        return new ShownAs(List.of(curl), List.of(command), "");
    }
}
