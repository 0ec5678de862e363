package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The secrets of a client: their text once, and whether an old one may go.
public final class ClientCredentialsPages {
    private static final String TEMPLATE = "client-credentials";

    private static final Fields ONE_MORE =
            Fields.of("secret", Field.text("name"), new Field("expires", "expiresAt", Field.Kind.TEXT, List.of()));

    /// How long the older secrets may go on working after a rotation, in seconds.
    public static final List<String> OVERLAPS = List.of("0", "3600", "86400", "604800");

    /// @param secrets as the API lists them, the newest first
    /// @param text of a secret, this once; empty mostly
    /// @param name of the one that was to be added, and the day when it `expires`; empty mostly
    public record SecretsPage(Thing client, Thing secrets, String text, String name, String expires, Outcome outcome) {

        public List<Thing> all() {
            return secrets.things("content");
        }

        /// Whether it may be revoked: once it has not been used since there is a newer one, as far as use is known. The
        /// key of the words after `secret.advice.`.
        public String advice(Thing secret) {
            if (!secret.flag("active")) return "ended";
            var newest = newest(secrets);
            if (newest.text("id").equals(secret.text("id"))) return "newest";
            // ISO 8601 in whole seconds: sorted as text is sorted in time, and what never was comes first
            var since = newest.text("createdAt");
            if (secret.text("lastUsedAt").compareTo(since) >= 0) return "used";
            var known = secrets.text("usage.state").equals("complete") ? secrets.text("usage.completeTo") : "";
            return known.compareTo(since) <= 0 ? "unknown" : "unused";
        }

        public String newest() {
            return newest(secrets).text("id");
        }

        private static Thing newest(Thing secrets) {
            return secrets.things("content").stream()
                    .filter(each -> each.flag("active"))
                    .findFirst()
                    .orElse(Thing.NOTHING);
        }
    }

    /// `GET …/clients/{clientId}/credentials`.
    Response show(Visit visit) {
        return visit.show(TEMPLATE, page(visit, "", Outcome.NONE));
    }

    /// `POST …/credentials/{secretId}/reveal`: its text, on this page alone.
    Response reveal(Visit visit) {
        var read = visit.tried(secret(visit) + "/value", Map.of());
        if (read.isDone())
            return visit.show(TEMPLATE, page(visit, read.content().text("secret"), Outcome.NONE));
        var outcome = Outcome.NONE.about(read.complaint(visit.texts()));
        return visit.show(outcome, TEMPLATE, page(visit, "", outcome));
    }

    /// `POST …/credentials/rotate`: in place of the `newest` that was shown, so that the form sent again is no second
    /// rotation.
    Response rotate(Visit visit) {
        var newest = SecretsPage.newest(secrets(visit)).text("id");
        if (!visit.form().one("newest").orElse("").equals(newest)) {
            var outcome = Outcome.complaining("", visit.say("secret.rotate.other"));
            return visit.show(outcome, TEMPLATE, page(visit, "", outcome));
        }
        var overlap = visit.form().one("overlapSeconds").orElse("");
        // at once unless it is said otherwise
        var seconds = OVERLAPS.contains(overlap) ? Long.parseLong(overlap) : 0;
        var wish = Visit.json(Map.of("overlapSeconds", seconds));
        return made(visit, visit.act("POST", ClientPages.path(visit) + "/rotate-secret", wish), "clientSecret");
    }

    /// `POST …/credentials`: one more.
    Response add(Visit visit) {
        var wish = new LinkedHashMap<String, String>();
        wish.put("name", visit.form().one("name").orElse(""));
        visit.form().one("expires").ifPresent(day -> wish.put("expiresAt", day + "T00:00:00Z"));
        var asked = visit.act("POST", ClientPages.path(visit) + "/secrets", Visit.json(wish));
        return made(visit, ONE_MORE.told(visit, asked), "secret");
    }

    /// `POST …/credentials/{secretId}/revoke`.
    Response revoke(Visit visit) {
        var outcome = visit.act("DELETE", secret(visit), null);
        if (outcome.isDone()) return visit.go(address(visit), "revoked");
        return visit.show(outcome, TEMPLATE, page(visit, "", outcome));
    }

    /// What is not kept is shown now.
    private static Response made(Visit visit, Outcome outcome, String member) {
        if (!outcome.isDone()) return visit.show(outcome, TEMPLATE, page(visit, "", outcome));
        var kept = !visit.get(ClientPages.path(visit)).text("secretStorage").equals("hashed");
        if (kept) return visit.go(address(visit), "secret");
        return visit.show(TEMPLATE, page(visit, outcome.content().text(member), Outcome.NONE));
    }

    /// What was to be added stands in the form again, where it was refused.
    private static SecretsPage page(Visit visit, String text, Outcome outcome) {
        var again = outcome.complaint().isPresent() ? visit.form() : Form.parse("");
        return new SecretsPage(
                visit.get(ClientPages.path(visit)),
                secrets(visit),
                text,
                again.one("name").orElse(""),
                again.one("expires").orElse(""),
                outcome);
    }

    private static Thing secrets(Visit visit) {
        return visit.get(ClientPages.path(visit) + "/secrets");
    }

    private static String secret(Visit visit) {
        return ClientPages.path(visit) + "/secrets/" + Call.segment(visit.at("secretId"));
    }

    private static String address(Visit visit) {
        return ClientPages.address(visit) + "/credentials";
    }
}
