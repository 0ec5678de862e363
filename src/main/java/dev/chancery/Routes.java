package dev.chancery;

import dev.chancery.admin.Refused;
import dev.chancery.api.ApiProblem;
import dev.chancery.api.ClientsApi;
import dev.chancery.api.OpenApi;
import dev.chancery.api.RealmsApi;
import dev.chancery.api.SecretsApi;
import dev.chancery.crypto.Overloaded;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import dev.chancery.discovery.JwksEndpoint;
import dev.chancery.discovery.Metadata;
import dev.chancery.http.Handler;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Route;
import dev.chancery.http.Router;
import dev.chancery.introspect.IntrospectionEndpoint;
import dev.chancery.oauth.OAuthException;
import dev.chancery.oauth.Refusals;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.revoke.RevocationEndpoint;
import dev.chancery.token.TokenEndpoint;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;

/// Every URL of the house, in the order a newcomer should read them. All of them are served under `/auth` too.
public record Routes(
        Realms realms,
        Metadata metadata,
        JwksEndpoint jwks,
        TokenEndpoint token,
        IntrospectionEndpoint introspection,
        RevocationEndpoint revocation,
        RealmsApi realmsApi,
        ClientsApi clients,
        SecretsApi secrets,
        OpenApi openApi,
        Refusals refusals,
        InstantSource clock) {

    private static final int LARGEST_PROTOCOL_BODY = 8 * 1024;
    private static final int LARGEST_TOKEN_BODY = 32 * 1024;
    private static final String CONNECT = "/realms/{realm}/protocol/openid-connect";

    public Router router() {
        var router = new Router().onError(this::refusal);
        protocol(router);
        api(router);
        return router;
    }

    private void protocol(Router router) {
        router.get("/realms/{realm}", inRealm((realm, _) -> metadata.description(realm)))
                .get("/realms/{realm}/.well-known/openid-configuration", inRealm((realm, _) -> metadata.handle(realm)))
                .get(
                        "/realms/{realm}/.well-known/oauth-authorization-server",
                        inRealm((realm, _) -> metadata.handle(realm)))
                .get(
                        "/.well-known/oauth-authorization-server/realms/{realm}",
                        inRealm((realm, _) -> metadata.handle(realm)))
                .get("/.well-known/openid-configuration/realms/{realm}", inRealm((realm, _) -> metadata.handle(realm)))
                .get(CONNECT + "/certs", inRealm((realm, _) -> jwks.handle(realm)))
                .add(post(CONNECT + "/token", inRealm(token::handle), LARGEST_PROTOCOL_BODY))
                .add(post(CONNECT + "/token/introspect", inRealm(introspection::handle), LARGEST_TOKEN_BODY))
                .add(post(CONNECT + "/revoke", inRealm(revocation::handle), LARGEST_TOKEN_BODY));
    }

    private void api(Router router) {
        router.get("/api/openapi.json", _ -> openApi.document()).get("/api/docs", _ -> openApi.page());
        router.get("/api/realms", realmsApi::list)
                .post("/api/realms", realmsApi::create)
                .get("/api/realms/{name}", realmsApi::get)
                .patch("/api/realms/{name}", realmsApi::patch)
                .put("/api/realms/{name}", realmsApi::patch)
                .delete("/api/realms/{name}", realmsApi::delete)
                .post("/api/realms/{name}/restore", realmsApi::restore)
                .post("/api/realms/{name}/keys/rotate", realmsApi::rotateKeys)
                .get("/api/clients", clients::list)
                .post("/api/clients", clients::create)
                .get("/api/clients/{clientId}", clients::get)
                .patch("/api/clients/{clientId}", clients::patch)
                .delete("/api/clients/{clientId}", clients::delete)
                .post("/api/clients/{clientId}/restore", clients::restore)
                .post("/api/clients/{clientId}/rotate-secret", secrets::rotate)
                .get("/api/clients/{clientId}/secrets", secrets::list)
                .post("/api/clients/{clientId}/secrets", secrets::add)
                .get("/api/clients/{clientId}/secrets/{secretId}", secrets::get)
                .get("/api/clients/{clientId}/secrets/{secretId}/value", secrets::reveal)
                .delete("/api/clients/{clientId}/secrets/{secretId}", secrets::revoke);
    }

    private static Route post(String pattern, Handler handler, int maxBody) {
        return new Route("POST", pattern, handler).maxBody(maxBody);
    }

    private Handler inRealm(BiFunction<Realm, Request, Response> endpoint) {
        return request -> {
            var realm = realms.find(request.parameter("realm"));
            if (realm.isEmpty()) return Response.json(404, Map.of("error", "Realm does not exist"));
            try {
                return endpoint.apply(realm.get(), request);
            } catch (OAuthException refused) {
                return refusals.of(realm.get(), request, refused);
            } catch (HttpRefusal refused) {
                return refusals.of(realm.get(), request, refused);
            }
        };
    }

    /// What was turned down, and what could not be served; everything else is a fault, which the listener answers.
    private Response refusal(Request request, RuntimeException thrown) {
        return switch (thrown) {
            case Refused refused -> ApiProblem.of(refused, clock.instant());
            case HttpRefusal refused -> ApiProblem.of(refused, clock.instant());
            case Overloaded _ -> unavailable(2);
            case StorageUnavailable _ -> unavailable(2);
            case StorageFault _ -> unavailable(30);
            default -> throw thrown;
        };
    }

    private Response unavailable(int seconds) {
        var header = Map.of("Retry-After", Integer.toString(seconds));
        return ApiProblem.of(
                new HttpRefusal(503, "The server cannot do this now. Try again.", header), clock.instant());
    }
}
