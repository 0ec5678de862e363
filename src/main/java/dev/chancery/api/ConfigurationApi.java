package dev.chancery.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.Digests;
import dev.chancery.db.Database;
import dev.chancery.document.ApplyRealm;
import dev.chancery.document.ExportRealm;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realms;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `/api/realms/{name}/configuration`: a realm as one document.
public record ConfigurationApi(Bearer bearer, Realms realms, Database db, ExportRealm export, ApplyRealm apply) {

    /// A document and the transaction that applies it stay within what others are ready to wait for.
    public static final int LARGEST = 1024 * 1024;

    /// In the entity tag of a document that has the people too.
    private static final String WITH_USERS = "-users";

    /// `GET /api/realms/{name}/configuration`: with `users=true` people too, with `credentials=true` what is kept of
    /// secrets and passwords. Needs `VIEW_REALMS`, `VIEW_CLIENTS` and `VIEW_USERS`; for credentials, everything.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request.parameter("name"), actor, realms);
        var users = flag(request, "users");
        var credentials = flag(request, "credentials");
        var document = export.run(actor, realm, users, credentials);
        var answer = Response.json(200, document).noStore();
        return credentials ? answer : answer.with("ETag", tag(document, users));
    }

    /// `PUT /api/realms/{name}/configuration`: makes the realm what the document says, and says what that changed; with
    /// `prune=true`, what the document's lists do not name goes. With `dryRun=true` nothing is kept; with
    /// `If-Match`, nothing may have changed since it was written down. Needs what each of the changes needs.
    public Response put(Request request) {
        var actor = bearer.actor(request);
        var document = Json.tree(request);
        var name = request.parameter("name");
        var prune = flag(request, "prune");
        Runnable unchanged = () -> requireUnchanged(request, actor);
        var changes = flag(request, "dryRun")
                ? db.rehearse(() -> apply.run(actor, name, document, prune, unchanged))
                : apply.run(actor, name, document, prune, unchanged);
        return Response.json(200, Map.of("changes", changes)).noStore();
    }

    private void requireUnchanged(Request request, Actor actor) {
        var wanted = request.headers("If-Match");
        if (wanted.isEmpty()) return;
        var realm = ApiRequest.realm(request.parameter("name"), actor, realms);
        var users = wanted.stream().anyMatch(tags -> tags.contains(WITH_USERS));
        ApiRequest.requireMatch(request, tag(export.standing(actor, realm, users), users));
    }

    /// RFC 9110 §8.8.3: of all that the document says.
    private static String tag(JsonNode document, boolean users) {
        var digest = Digests.sha256(JsonText.of(document).getBytes(UTF_8));
        return "\"" + HexFormat.of().formatHex(digest, 0, 16) + (users ? WITH_USERS : "") + "\"";
    }

    private static boolean flag(Request request, String name) {
        return Boolean.TRUE.equals(ApiRequest.flag(request, name));
    }
}
