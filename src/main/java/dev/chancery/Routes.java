package dev.chancery;

import dev.chancery.admin.Refused;
import dev.chancery.api.ApiProblem;
import dev.chancery.api.ConfigurationApi;
import dev.chancery.api.OpenApi;
import dev.chancery.authorize.Interactions;
import dev.chancery.console.Console;
import dev.chancery.crypto.Overloaded;
import dev.chancery.db.ReferenceGone;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import dev.chancery.db.UnknownPage;
import dev.chancery.db.UnstorableText;
import dev.chancery.device.DeviceEndpoint;
import dev.chancery.discovery.JwksEndpoint;
import dev.chancery.discovery.Metadata;
import dev.chancery.http.Handler;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.Route;
import dev.chancery.http.Router;
import dev.chancery.http.StaticFiles;
import dev.chancery.introspect.IntrospectionEndpoint;
import dev.chancery.issue.StandingGrants;
import dev.chancery.login.BrandFiles;
import dev.chancery.login.ThirdPartyCookies;
import dev.chancery.oauth.Busy;
import dev.chancery.oauth.OAuthException;
import dev.chancery.oauth.Preflight;
import dev.chancery.oauth.Refusals;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.revoke.RevocationEndpoint;
import dev.chancery.token.TokenEndpoint;
import dev.chancery.userinfo.UserinfoEndpoint;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Every URL of the house, in the order a newcomer should read them. All of them are served under `/auth` too.
record Routes(
        Realms realms,
        Metadata metadata,
        JwksEndpoint jwks,
        SignIns signIns,
        DeviceEndpoint device,
        TokenEndpoint token,
        IntrospectionEndpoint introspection,
        UserinfoEndpoint userinfo,
        RevocationEndpoint revocation,
        Preflight preflight,
        Api api,
        OpenApi openApi,
        Function<Handler, Console> console,
        StaticFiles files,
        BrandFiles brand,
        Refusals refusals,
        InstantSource clock) {

    private static final int LARGEST_PROTOCOL_BODY = 8 * 1024;
    private static final int LARGEST_TOKEN_BODY = 32 * 1024;
    private static final int LARGEST_REPORT = 4 * 1024;
    private static final String GONE = "What this belongs to was deleted meanwhile. Look again.";
    private static final String CONNECT = "/realms/{realm}/protocol/openid-connect";

    public Router router() {
        var router = new Router();
        protocol(router);
        router.get(StaticFiles.PATH, files::handle)
                .get("/realms/{realm}/brand.css", inRealm(brand::css))
                .get("/realms/{realm}/logo", inRealm(brand::logo));
        api(router);
        var pages = console.apply(router);
        pages.routes().forEach(router::add);
        return router.onError((request, thrown) -> thrown instanceof HttpRefusal refused && Console.isAt(request)
                ? pages.refused(request, refused)
                : refusal(thrown));
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
                .get(CONNECT + "/auth", page(signIns.authorize()::handle))
                .add(post(CONNECT + "/auth", page(signIns.authorize()::handle), LARGEST_TOKEN_BODY))
                .get("/realms/{realm}" + Interactions.PAGE, page(signIns.page()::handle))
                .add(post("/realms/{realm}" + Interactions.PAGE, page(signIns.page()::handle), LARGEST_PROTOCOL_BODY))
                .get("/realms/{realm}" + DeviceEndpoint.PAGE, page(signIns.deviceCode()::handle))
                .add(post(
                        "/realms/{realm}" + DeviceEndpoint.PAGE,
                        page(signIns.deviceCode()::handle),
                        LARGEST_PROTOCOL_BODY))
                .add(post(CONNECT + DeviceEndpoint.PATH, inRealm(device::handle), LARGEST_PROTOCOL_BODY))
                .get(CONNECT + "/3p-cookies/step1.html", inRealm((_, _) -> ThirdPartyCookies.page()))
                .get(CONNECT + "/logout", page(signIns.signOut()::handle))
                .add(post(CONNECT + "/logout", page(signIns.signOut()::handle), LARGEST_TOKEN_BODY))
                .add(post(CONNECT + "/token", inRealm(token::handle), LARGEST_PROTOCOL_BODY))
                .add(post(CONNECT + "/token/introspect", inRealm(introspection::handle), LARGEST_TOKEN_BODY))
                .add(post(CONNECT + "/revoke", inRealm(revocation::handle), LARGEST_TOKEN_BODY))
                .get(CONNECT + "/userinfo", inRealm(userinfo::handle))
                .add(post(CONNECT + "/userinfo", inRealm(userinfo::handle), LARGEST_TOKEN_BODY))
                .options(CONNECT + "/userinfo", inRealm(preflight::handle))
                .options(CONNECT + "/token", inRealm(preflight::handle))
                .options(CONNECT + "/revoke", inRealm(preflight::handle));
    }

    private void api(Router router) {
        // as long as the API's description is the only page for people; relative, so that it holds under an alias too
        router.get("/", _ -> Response.redirect(URI.create("api/docs")));
        router.get("/api/openapi.json", _ -> openApi.document()).get("/api/docs", _ -> openApi.page());
        var resources = new Router();
        realmResources(resources);
        clientResources(resources);
        people(resources);
        resources.routes().forEach(route -> router.add(api.dryRun().over(route)));
    }

    private void realmResources(Router router) {
        router.get("/api/realms", api.realms()::list)
                .post("/api/realms", api.realms()::create)
                .get("/api/realms/{name}", api.realms()::get)
                .patch("/api/realms/{name}", api.realms()::patch)
                .put("/api/realms/{name}", api.realms()::patch)
                .delete("/api/realms/{name}", api.realms()::delete)
                .post("/api/realms/{name}/restore", api.realms()::restore)
                .get("/api/realms/{name}/keys", api.keys()::list)
                .post("/api/realms/{name}/keys/rotate", api.keys()::rotate)
                .get("/api/realms/{name}/failures", api.failures()::list)
                .get("/api/realms/{name}/failures/{reference}", api.failures()::get)
                .get("/api/realms/{name}/audit", api.audit()::list)
                .get("/api/realms/{name}/audit/{eventId}", api.audit()::get)
                .post("/api/realms/{name}/audit/{eventId}/undo", api.audit()::undo)
                .get("/api/realms/{name}/configuration", api.configuration()::get)
                .add(put("/api/realms/{name}/configuration", api.configuration()::put, ConfigurationApi.LARGEST))
                .get("/api/schemas/realm-configuration", _ -> api.schema().get());
    }

    private void clientResources(Router router) {
        router.get("/api/clients", api.clients()::list)
                .post("/api/clients", api.clients()::create)
                .get("/api/clients/{clientId}", api.clients()::get)
                .patch("/api/clients/{clientId}", api.clients()::patch)
                .delete("/api/clients/{clientId}", api.clients()::delete)
                .post("/api/clients/{clientId}/restore", api.clients()::restore)
                .post("/api/clients/{clientId}/rotate-secret", api.secrets()::rotate)
                .post("/api/clients/{clientId}/token-preview", api.preview()::preview)
                .get("/api/clients/{clientId}/risks", api.checks()::risks)
                .get("/api/clients/{clientId}/redirect-check", api.checks()::redirect)
                .get("/api/clients/{clientId}/golden-token", api.golden()::get)
                .put("/api/clients/{clientId}/golden-token", api.golden()::put)
                .delete("/api/clients/{clientId}/golden-token", api.golden()::delete)
                .get("/api/clients/{clientId}/secrets", api.secrets()::list)
                .post("/api/clients/{clientId}/secrets", api.secrets()::add)
                .get("/api/clients/{clientId}/secrets/{secretId}", api.secrets()::get)
                .get("/api/clients/{clientId}/secrets/{secretId}/value", api.secrets()::reveal)
                .delete("/api/clients/{clientId}/secrets/{secretId}", api.secrets()::revoke)
                .add(post("/api/secrets/revoke-leaked", api.leaked()::report, LARGEST_REPORT))
                .get("/api/scopes", api.scopes()::list)
                .post("/api/scopes", api.scopes()::create)
                .get("/api/scopes/{scopeId}", api.scopes()::get)
                .patch("/api/scopes/{scopeId}", api.scopes()::patch)
                .delete("/api/scopes/{scopeId}", api.scopes()::delete);
    }

    private void people(Router router) {
        router.get("/api/users", api.users()::list)
                .post("/api/users", api.users()::create)
                .get("/api/users/{id}", api.users()::get)
                .patch("/api/users/{id}", api.users()::patch)
                .put("/api/users/{id}", api.users()::patch)
                .delete("/api/users/{id}", api.users()::delete)
                .put("/api/users/{id}/password", api.users()::setPassword)
                .get("/api/users/{id}/credentials", api.credentials()::list)
                .delete("/api/users/{id}/credentials/{credentialId}", api.credentials()::remove)
                .get("/api/users/{id}/consents", api.consents()::list)
                .delete("/api/users/{id}/consents/{clientId}", api.consents()::withdraw)
                .get("/api/rbac/roles", api.roles()::list)
                .post("/api/rbac/roles", api.roles()::create)
                .get("/api/rbac/roles/{roleId}", api.roles()::get)
                .patch("/api/rbac/roles/{roleId}", api.roles()::patch)
                .delete("/api/rbac/roles/{roleId}", api.roles()::delete)
                .post("/api/rbac/evaluate", api.evaluation()::evaluate)
                .get("/api/rbac/held-roles", api.held()::list)
                .get("/api/rbac/user-role-mappings", api.mappings()::list)
                .post("/api/rbac/user-role-mappings", api.mappings()::create)
                .get("/api/rbac/user-role-mappings/{mappingId}", api.mappings()::get)
                .delete("/api/rbac/user-role-mappings/{mappingId}", api.mappings()::delete);
        router.get("/api/sessions", api.sessions()::list)
                .delete("/api/sessions", api.sessions()::endAll)
                .get("/api/sessions/{sessionId}", api.sessions()::get)
                .delete("/api/sessions/{sessionId}", api.sessions()::end);
        groups(router);
    }

    private void groups(Router router) {
        router.get("/api/groups", api.groups()::list)
                .post("/api/groups", api.groups()::create)
                .get("/api/groups/{groupId}", api.groups()::get)
                .patch("/api/groups/{groupId}", api.groups()::patch)
                .delete("/api/groups/{groupId}", api.groups()::delete)
                .get("/api/groups/{groupId}/members", api.members()::members)
                .put("/api/groups/{groupId}/members/{id}", api.members()::add)
                .delete("/api/groups/{groupId}/members/{id}", api.members()::remove)
                .get("/api/users/{id}/groups", api.members()::groupsOf);
    }

    private static Route post(String pattern, Handler handler, int maxBody) {
        return new Route("POST", pattern, handler).maxBody(maxBody);
    }

    private static Route put(String pattern, Handler handler, int maxBody) {
        return new Route("PUT", pattern, handler).maxBody(maxBody);
    }

    private Handler inRealm(BiFunction<Realm, Request, Response> endpoint) {
        return request -> {
            try {
                var realm = realms.find(request.parameter("realm"));
                if (realm.isEmpty()) return Response.json(404, Map.of("error", "Realm does not exist"));
                return inRealm(realm.get(), request, endpoint);
            } catch (StorageUnavailable | StorageFault away) {
                return refusals.of(Busy.of(away));
            }
        };
    }

    /// For people: what is refused is a page too.
    private Handler page(BiFunction<Realm, Request, Response> endpoint) {
        return inRealm((realm, request) -> {
            try {
                return endpoint.apply(realm, request);
            } catch (OAuthException refused) {
                return signIns.errors().of(realm, request, refused);
            } catch (HttpRefusal refused) {
                return signIns.errors().of(realm, request, refused);
            } catch (UnstorableText _) {
                return signIns.errors().of(realm, request, unstorable());
            } catch (Refused | ReferenceGone meanwhile) {
                return signIns.errors()
                        .of(
                                realm,
                                request,
                                Interactions.ended().privately("%s", String.valueOf(meanwhile.getMessage())));
            } catch (Overloaded | StorageUnavailable | StorageFault busy) {
                return signIns.errors().of(realm, request, Busy.of(busy));
            }
        });
    }

    private Response inRealm(Realm realm, Request request, BiFunction<Realm, Request, Response> endpoint) {
        try {
            return endpoint.apply(realm, request);
        } catch (OAuthException refused) {
            return refusals.of(realm, request, refused);
        } catch (HttpRefusal refused) {
            return refusals.of(realm, request, refused);
        } catch (UnstorableText _) {
            return refusals.of(realm, request, unstorable());
        } catch (ReferenceGone _) {
            return refusals.of(realm, request, StandingGrants.ended());
        } catch (Overloaded | StorageUnavailable | StorageFault busy) {
            return refusals.of(realm, request, Busy.of(busy));
        }
    }

    /// What was turned down, and what could not be served; everything else is a fault, which the listener answers.
    private Response refusal(RuntimeException thrown) {
        return switch (thrown) {
            case Refused refused -> ApiProblem.of(refused, clock.instant());
            case HttpRefusal refused -> ApiProblem.of(refused, clock.instant());
            case UnknownPage _ -> ApiProblem.of(Refused.invalid("after", "No token of this list."), clock.instant());
            case UnstorableText _ -> ApiProblem.of(unstorable(), clock.instant());
            case ReferenceGone _ -> ApiProblem.of(Refused.conflict(null, GONE), clock.instant());
            case StorageUnavailable lost
            when lost.outcomeUnknown() ->
                unavailable(
                        "The database fell silent while it committed: this may have been done. Look before you repeat it.",
                        Busy.of(lost).retryAfterSeconds);
            case Overloaded _, StorageUnavailable _, StorageFault _ ->
                unavailable("The server cannot do this now. Try again.", Busy.of(thrown).retryAfterSeconds);
            default -> throw thrown;
        };
    }

    private static HttpRefusal unstorable() {
        return new HttpRefusal(400, "The request contains a NUL.");
    }

    private Response unavailable(String detail, long seconds) {
        var header = Map.of("Retry-After", Long.toString(seconds));
        return ApiProblem.of(new HttpRefusal(503, detail, header), clock.instant());
    }
}
