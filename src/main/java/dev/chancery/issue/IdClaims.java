package dev.chancery.issue;

import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.client.Registration;
import dev.chancery.crypto.HalfHash;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.Issuer;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.TokenKind;
import dev.chancery.session.AuthorizationGrant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an ID token says: OpenID Connect Core §2, and what was asked for.
record IdClaims(Issuer issuer, MappedClaims mappers) {

    /// Whatever a mapper may have been saved with: these are never its to say.
    private static final Set<String> SAID_HERE = Set.of(
            "iss",
            "sub",
            "aud",
            "azp",
            "exp",
            "nbf",
            "iat",
            "auth_time",
            "nonce",
            "acr",
            "amr",
            "sid",
            "at_hash",
            "c_hash",
            "s_hash",
            "jti",
            "typ",
            "events");

    /// Core §5.4: with an access token, their claims "are returned from the UserInfo Endpoint".
    private static final List<BuiltInScope> AT_USERINFO =
            List.of(BuiltInScope.PROFILE, BuiltInScope.EMAIL, BuiltInScope.ADDRESS, BuiltInScope.PHONE);

    /// What goes with the access token that it comes with.
    @SuppressWarnings("ArrayRecordComponent")
    record Beside(byte[] accessToken, SignatureAlgorithm algorithm, String subject, String jti, long at, long ends) {}

    byte[] of(
            Registration registration,
            ClaimsSource source,
            GrantedScope scope,
            AuthorizationGrant grant,
            Beside beside) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("exp", beside.ends());
        claims.put("iat", beside.at());
        claims.put("auth_time", grant.signIn().seconds());
        claims.put("jti", beside.jti());
        claims.put("iss", issuer.of(source.realm()));
        claims.put("aud", source.client().clientId());
        claims.put("sub", beside.subject());
        claims.put("azp", source.client().clientId());
        if (grant.terms().nonce() != null) claims.put("nonce", grant.terms().nonce());
        if (grant.session() != null) claims.put("sid", grant.session().value());
        claims.put("at_hash", HalfHash.of(beside.algorithm(), beside.accessToken()));
        claims.put("acr", grant.signIn().level());
        claims.put("amr", grant.signIn().methods());
        mapped(registration, source, scope, Set.copyOf(grant.terms().idTokenClaims()))
                .forEach((claim, value) -> {
                    if (!SAID_HERE.contains(claim)) claims.putIfAbsent(claim, value);
                });
        var bytes = JsonText.MAPPER.writeValueAsBytes(claims);
        ClaimsPlan.requireShort(bytes, source);
        return bytes;
    }

    private Map<String, Object> mapped(
            Registration registration, ClaimsSource source, GrantedScope scope, Set<String> asked) {
        var said = new LinkedHashMap<String, Object>();
        said.putAll(
                mappers.of(TokenKind.ID_TOKEN, source, beyondUserinfo(scope)).values());
        // Core §5.5: asked for one by one, by whatever scope the client has
        if (!asked.isEmpty())
            mappers.of(TokenKind.ID_TOKEN, source, registration.askable(scope.scopes()))
                    .values()
                    .forEach((claim, value) -> {
                        if (asked.contains(claim)) said.putIfAbsent(claim, value);
                    });
        return said;
    }

    private static List<ClientScope> beyondUserinfo(GrantedScope scope) {
        return scope.scopes().stream()
                .filter(one -> AT_USERINFO.stream().noneMatch(built -> built.is(one.name())))
                .toList();
    }
}
