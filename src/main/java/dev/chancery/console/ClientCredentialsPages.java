package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The secrets of a client: their text once, and whether an old one may go.
public final class ClientCredentialsPages {
    /// How long the older secrets may go on working after a rotation, in seconds.
    public static final List<String> OVERLAPS = List.of("0", "3600", "86400", "604800");

    /// @param secrets as the API lists them, the newest first
    /// @param text of a secret, this once; empty mostly
    public record SecretsPage(Thing client, Thing secrets, String text) implements Page {

        public List<Thing> all() {
            return secrets.things("content");
        }

        /// Whether it may be revoked: once it has not been used since there is a newer one, as far as use is known. The
        /// key of the words after `secret.advice.`.
        public String advice(Thing secret) {
            if (!secret.flag("active")) return "ended";
            var newest = all().stream().filter(each -> each.flag("active")).findFirst();
            if (newest.isEmpty() || newest.get().text("id").equals(secret.text("id"))) return "newest";
            // ISO 8601 in whole seconds: sorted as text is sorted in time, and what never was comes first
            var since = newest.get().text("createdAt");
            if (secret.text("lastUsedAt").compareTo(since) >= 0) return "used";
            var known = secrets.text("usage.state").equals("complete") ? secrets.text("usage.completeTo") : "";
            return known.compareTo(since) <= 0 ? "unknown" : "unused";
        }

        @Override
        public String template() {
            return "client-credentials";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// `GET …/clients/{clientId}/credentials`.
    Response show(Visit visit) {
        return shown(visit, "");
    }

    /// `POST …/credentials/{secretId}/reveal`: its text, on this page alone.
    Response reveal(Visit visit) {
        return shown(visit, visit.get(secret(visit) + "/value").text("secret"));
    }

    /// `POST …/credentials/rotate`.
    Response rotate(Visit visit) {
        var overlap = visit.form().one("overlapSeconds").orElse("");
        var seconds = OVERLAPS.contains(overlap) ? Long.parseLong(overlap) : 0;
        var rotated = visit.done(
                "POST", ClientPages.path(visit) + "/rotate-secret", Visit.json(Map.of("overlapSeconds", seconds)));
        return made(visit, rotated.text("clientSecret"));
    }

    /// `POST …/credentials`: one more.
    Response add(Visit visit) {
        var wish = new LinkedHashMap<String, String>();
        wish.put("name", visit.form().one("name").orElse(""));
        visit.form().one("expires").ifPresent(day -> wish.put("expiresAt", day + "T00:00:00Z"));
        var added = visit.done("POST", ClientPages.path(visit) + "/secrets", Visit.json(wish));
        return made(visit, added.text("secret"));
    }

    /// `POST …/credentials/{secretId}/revoke`.
    Response revoke(Visit visit) {
        visit.done("DELETE", secret(visit), null);
        return visit.go(address(visit), "revoked");
    }

    /// What is not kept is shown now.
    private static Response made(Visit visit, String text) {
        var kept = !visit.get(ClientPages.path(visit)).text("secretStorage").equals("hashed");
        return kept ? visit.go(address(visit), "secret") : shown(visit, text);
    }

    private static Response shown(Visit visit, String text) {
        var path = ClientPages.path(visit);
        return visit.show(new SecretsPage(visit.get(path), visit.get(path + "/secrets"), text));
    }

    private static String secret(Visit visit) {
        return ClientPages.path(visit) + "/secrets/" + Call.segment(visit.at("secretId"));
    }

    private static String address(Visit visit) {
        return ClientPages.address(visit) + "/credentials";
    }
}
