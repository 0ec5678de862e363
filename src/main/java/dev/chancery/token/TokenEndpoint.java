package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;
import static dev.chancery.oauth.OAuthError.UNAUTHORIZED_CLIENT;
import static dev.chancery.oauth.OAuthError.UNSUPPORTED_GRANT_TYPE;

import dev.chancery.client.Grant;
import dev.chancery.client.WebOrigin;
import dev.chancery.clientauth.AuthenticatedClient;
import dev.chancery.clientauth.ClientAuthenticator;
import dev.chancery.crypto.Overloaded;
import dev.chancery.db.ReferenceGone;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Cors;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.issue.IssuedTokens;
import dev.chancery.issue.StandingGrants;
import dev.chancery.oauth.Busy;
import dev.chancery.oauth.OAuthException;
import dev.chancery.oauth.Parameters;
import dev.chancery.realm.Realm;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The token endpoint: RFC 6749 §3.2.
public final class TokenEndpoint {
    private final ClientAuthenticator clients;
    private final Map<Grant, GrantHandler> handlers;
    private final IssuedTokens issued;

    public TokenEndpoint(ClientAuthenticator clients, List<GrantHandler> handlers, IssuedTokens issued) {
        this.clients = clients;
        this.issued = issued;
        this.handlers = handlers.stream().collect(Collectors.toMap(GrantHandler::type, Function.identity()));
    }

    public Response handle(Realm realm, Request http) {
        var form = Parameters.of(http);
        // RFC 6749 §4.4.2: grant_type is REQUIRED
        var type = form.one("grant_type")
                .orElseThrow(() ->
                        INVALID_REQUEST.because(FailureCause.MALFORMED_REQUEST, "the parameter grant_type is missing"));
        var client = clients.authenticate(realm, http, form);
        var cors = new Cors(WebOrigin.allowed(client.settings()));
        try {
            var handler = handlerFor(type, client);
            var tokens = handler.exchange(new GrantRequest(
                    realm,
                    client,
                    parameters(form),
                    http.address(),
                    http.header("User-Agent").orElse("")));
            issued.add(handler.type(), tokens.algorithm());
            return cors.share(http, Response.json(200, tokens.toJson()).noStore());
        } catch (OAuthException refused) {
            throw refused.readableFrom(cors.origins());
        } catch (ReferenceGone _) {
            throw StandingGrants.ended().readableFrom(cors.origins());
        } catch (Overloaded | StorageUnavailable | StorageFault busy) {
            throw Busy.of(busy).readableFrom(cors.origins());
        }
    }

    private GrantHandler handlerFor(String type, AuthenticatedClient client) {
        var handler = Grant.find(type).map(handlers::get);
        if (handler.isEmpty())
            throw UNSUPPORTED_GRANT_TYPE
                    .because(FailureCause.UNSUPPORTED_GRANT, "this server has no such grant type")
                    .of(client.client().clientId())
                    .privately("grant_type %s", type);
        if (!client.settings().allows(handler.get().type()))
            throw UNAUTHORIZED_CLIENT
                    .because(FailureCause.GRANT_NOT_ALLOWED, "the client is not registered for this grant type")
                    .of(client.client().clientId())
                    .privately("grant_type %s", type);
        return handler.get();
    }

    /// RFC 6749 §3.1: "Parameters sent without a value MUST be treated as if they were omitted from the request."
    private static Map<String, String> parameters(Form form) {
        return form.fields().keySet().stream()
                .filter(name -> form.one(name).isPresent())
                .collect(Collectors.toMap(
                        Function.identity(), name -> form.one(name).orElseThrow()));
    }
}
