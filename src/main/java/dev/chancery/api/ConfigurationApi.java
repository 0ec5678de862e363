package dev.chancery.api;

import dev.chancery.db.Database;
import dev.chancery.document.ApplyRealm;
import dev.chancery.document.ExportRealm;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.realm.Realms;
import java.util.Map;

/// `/api/realms/{name}/configuration`: a realm as one document.
public record ConfigurationApi(Bearer bearer, Realms realms, Database db, ExportRealm export, ApplyRealm apply) {

    /// A document and the transaction that applies it stay within what others are ready to wait for.
    public static final int LARGEST = 1024 * 1024;

    /// `GET /api/realms/{name}/configuration`: with `users=true` people too, with `credentials=true` what is kept of
    /// secrets and passwords. Needs `VIEW_REALMS`, `VIEW_CLIENTS` and `VIEW_USERS`; for credentials, everything.
    public Response get(Request request) {
        var actor = bearer.actor(request);
        var realm = ApiRequest.realm(request.parameter("name"), actor, realms);
        var document = export.run(actor, realm, flag(request, "users"), flag(request, "credentials"));
        return Response.json(200, document).noStore();
    }

    /// `PUT /api/realms/{name}/configuration`: makes the realm what the document says, and says what that changed; with
    /// `prune=true`, what the document's lists do not name goes. With `dryRun=true` nothing is kept. Needs
    /// what each of the changes needs.
    public Response put(Request request) {
        var actor = bearer.actor(request);
        var document = Json.tree(request);
        var name = request.parameter("name");
        var prune = flag(request, "prune");
        var changes = flag(request, "dryRun")
                ? db.rehearse(() -> apply.run(actor, name, document, prune))
                : apply.run(actor, name, document, prune);
        return Response.json(200, Map.of("changes", changes)).noStore();
    }

    private static boolean flag(Request request, String name) {
        return Boolean.TRUE.equals(ApiRequest.flag(request, name));
    }
}
