package dev.chancery.console;

import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.Map;

/// What a token of a client would say, and why, without one being issued.
public final class EvaluatePages {

    /// @param username whose token; empty where the client acts on its own behalf
    /// @param preview the API's, nothing where it was refused
    public record EvaluatePage(Thing client, String scope, String username, Thing preview, Complaint complaint) {}

    /// `GET …/clients/{clientId}/evaluate?scope=&username=`.
    Response show(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var scope = visit.asked("scope").strip();
        var username = visit.asked("username").strip();
        var question = JsonText.emptyObject();
        if (!scope.isEmpty()) question.put("scope", scope);
        if (!username.isEmpty()) {
            var id = person(visit, username);
            if (id.isEmpty()) {
                var absent = told(visit, new Complaint("username", visit.say("evaluate.nobody")));
                return visit.show(
                        422, "client-evaluate", new EvaluatePage(client, scope, username, Thing.NOTHING, absent));
            }
            question.put("userId", id);
        }
        var answer = visit.asking(ClientPages.path(visit) + "/token-preview", question);
        if (answer.status() == 400) {
            var wrong = told(visit, answer.complaint(visit.texts()));
            return visit.show(422, "client-evaluate", new EvaluatePage(client, scope, username, Thing.NOTHING, wrong));
        }
        var evaluated = answer.orRefused().content();
        return visit.show("client-evaluate", new EvaluatePage(client, scope, username, evaluated, Complaint.NONE));
    }

    /// Each input is called as the member that it stands for.
    private static Complaint told(Visit visit, Complaint said) {
        var label = "evaluate." + said.member();
        return visit.says(label) ? said.at(said.member(), visit.say(label)) : said;
    }

    private static String person(Visit visit, String username) {
        return visit.get("/api/users", Map.of("username", username)).things("content").stream()
                .filter(user -> user.text("username").equalsIgnoreCase(username))
                .map(user -> user.text("id"))
                .findFirst()
                .orElse("");
    }
}
