package dev.chancery.discovery;

import dev.chancery.authorize.Prompt;
import dev.chancery.authorize.ResponseMode;
import dev.chancery.clientauth.ClientAuthMethod;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.device.DeviceEndpoint;
import dev.chancery.http.Response;
import dev.chancery.key.SigningKeys;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.scope.ClaimPath;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.Scopes;
import dev.chancery.scope.TokenKind;
import dev.chancery.session.SignIn;
import dev.chancery.token.GrantHandler;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/// What a realm can do: OpenID Connect Discovery §3 and RFC 8414 §2. It lists exactly what works.
public record Metadata(
        Issuer issuer, SigningKeys keys, Scopes scopes, List<GrantHandler> grants, List<ClientAuthMethod> methods) {

    public Response handle(Realm realm) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", issuer.of(realm));
        metadata.put("authorization_endpoint", issuer.endpoint(realm, "/auth"));
        metadata.put("token_endpoint", issuer.endpoint(realm, "/token"));
        metadata.put("introspection_endpoint", issuer.endpoint(realm, "/token/introspect"));
        metadata.put("userinfo_endpoint", issuer.endpoint(realm, "/userinfo"));
        metadata.put("end_session_endpoint", issuer.endpoint(realm, "/logout"));
        metadata.put("revocation_endpoint", issuer.endpoint(realm, "/revoke"));
        metadata.put("device_authorization_endpoint", issuer.endpoint(realm, DeviceEndpoint.PATH));
        metadata.put("jwks_uri", issuer.endpoint(realm, "/certs"));
        metadata.put(
                "grant_types_supported",
                grants.stream().map(grant -> grant.type().wire).toList());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put(
                "response_modes_supported",
                Stream.of(ResponseMode.values()).map(mode -> mode.wire).toList());
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("subject_types_supported", List.of("public", "pairwise"));
        metadata.put("id_token_signing_alg_values_supported", algorithms(realm));
        metadata.put("acr_values_supported", List.of(SignIn.ONE_FACTOR, SignIn.TWO_FACTORS));
        metadata.put("scopes_supported", scopesOf(realm));
        metadata.put("claims_supported", claimsOf(realm));
        metadata.put(
                "prompt_values_supported",
                Stream.of(Prompt.values()).map(Prompt::wire).toList());
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("claims_parameter_supported", true);
        metadata.put("request_parameter_supported", false);
        // Discovery §3: "If omitted, the default value is true."
        metadata.put("request_uri_parameter_supported", false);
        var names = methods.stream().map(ClientAuthMethod::name).toList();
        metadata.put("token_endpoint_auth_methods_supported", names);
        metadata.put(
                "introspection_endpoint_auth_methods_supported",
                names.stream().filter(name -> !name.equals("none")).toList());
        metadata.put("revocation_endpoint_auth_methods_supported", names);
        return readableEverywhere(Response.json(200, metadata));
    }

    /// The short description that older clients read, with the public key of the realm.
    public Response description(Realm realm) {
        var key = keys.signing(realm, realm.settings().signatureAlgorithm());
        var description = new LinkedHashMap<String, Object>();
        description.put("realm", realm.name());
        description.put(
                "public_key", Base64.getEncoder().encodeToString(key.publicKey().getEncoded()));
        description.put("token-service", issuer.of(realm) + Issuer.CONNECT);
        description.put("account-service", issuer.of(realm) + "/account");
        description.put("tokens-not-before", realm.settings().notBefore());
        return readableEverywhere(Response.json(200, description));
    }

    private List<String> algorithms(Realm realm) {
        var names = new ArrayList<String>();
        Stream.concat(
                        Stream.of(realm.settings().signatureAlgorithm()),
                        keys.shown(realm).stream().map(key -> key.key().algorithm()))
                .map(SignatureAlgorithm::jwsName)
                .distinct()
                .forEach(names::add);
        return names;
    }

    private List<String> scopesOf(Realm realm) {
        return shown(realm).map(ClientScope::name).toList();
    }

    /// Discovery §3: "for privacy or other reasons, this might not be an exhaustive list".
    private List<String> claimsOf(Realm realm) {
        var ofScopes = shown(realm)
                .flatMap(scope -> scope.settings().mappers().stream())
                .filter(mapper -> mapper.tokens().contains(TokenKind.USERINFO))
                .filter(mapper -> !mapper.claim().isEmpty())
                .map(mapper -> ClaimPath.of(mapper.claim()).parts().getFirst());
        var ofIdTokens = Stream.of("sub", "iss", "aud", "azp", "exp", "iat", "auth_time", "nonce", "acr", "amr", "sid");
        return Stream.concat(ofIdTokens, ofScopes).distinct().toList();
    }

    private Stream<ClientScope> shown(Realm realm) {
        return scopes.all(realm.id()).stream().filter(scope -> scope.settings().includeInTokenScope());
    }

    /// Public by nature, and without credentials: any web page may read it.
    static Response readableEverywhere(Response response) {
        return response.with("Access-Control-Allow-Origin", "*").with("Cache-Control", "no-cache");
    }
}
