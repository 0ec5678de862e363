package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.INVALID_GRANT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.client.Grant;
import dev.chancery.crypto.TokenHash;
import dev.chancery.event.Event;
import dev.chancery.failure.FailureCause;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.StandingGrants;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.issue.Tokens;
import dev.chancery.oauth.OAuthException;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.EndGrant;
import dev.chancery.session.GrantStore;
import dev.chancery.session.RefreshTokens;
import dev.chancery.session.Terms;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/// The code that a person's browser brought: RFC 6749 §4.1.3, RFC 7636 §4.5.
public record AuthorizationCodeHandler(
        GrantStore grants, StandingGrants standing, RefreshTokens refreshTokens, EndGrant end, TokenIssuer tokens)
        implements GrantHandler {

    @Override
    public Grant type() {
        return Grant.AUTHORIZATION_CODE;
    }

    @Override
    public Tokens exchange(GrantRequest request) {
        var hash = TokenHash.of(request.required("code"));
        var grant = own(request, hash);
        requireRedirectUri(request, grant.terms());
        requireVerifier(request, grant.terms());

        var realm = request.realm();
        var registration = request.client().registration();
        var client = request.client().client();
        var ground = standing.ground(grant).orElseThrow(() -> StandingGrants.ended(client, grant));
        var used = standing.require(realm, client, ground).used(realm);
        var scope = GrantedScope.ofGrant(registration, grant.scope(), "");
        var refresh = request.client().settings().allows(Grant.REFRESH_TOKEN) ? refreshTokens.of(grant.id(), 0) : null;
        var answer = tokens.toPerson(realm, registration, used, scope, refresh);
        // nothing before this may take the code, and nothing after it may fail
        if (!grants.redeem(
                grant.id(),
                used.now(),
                refresh == null ? null : TokenHash.of(refresh),
                used.life().aliveUntil(),
                used.life().endsAt())) {
            own(request, hash);
            throw refused(request, FailureCause.CODE_EXPIRED);
        }
        return answer;
    }

    /// What the code stands for, unless it was redeemed before.
    private AuthorizationGrant own(GrantRequest request, TokenHash hash) {
        var code = grants.findByCode(request.realm().id(), hash)
                .orElseThrow(() -> refused(request, FailureCause.CODE_UNKNOWN));
        var grant = code.grant();
        // §4.1.3: "ensure that the authorization code was issued to the authenticated confidential client, or if the
        // client is public, ensure that the code was issued to "client_id" in the request": it is left to its owner
        if (!grant.client().equals(request.client().client().id()))
            throw refused(request, FailureCause.CODE_OF_ANOTHER_CLIENT);
        // §4.1.2: "If an authorization code is used more than once, the authorization server MUST deny the request and
        // SHOULD revoke (when possible) all tokens previously issued based on that authorization code."
        if (code.redeemedAt() != null) {
            end.run(request.actor(), clientId(request), request.realm(), grant, Event.CODE_REPLAYED);
            throw refused(request, FailureCause.CODE_REPLAYED).privately("grant %s", grant.id());
        }
        return grant;
    }

    /// §4.1.3: "if the "redirect_uri" parameter was included in the authorization request …, their values MUST be
    /// identical"
    private static void requireRedirectUri(GrantRequest request, Terms terms) {
        if (terms.redirectUri() != null && !request.parameter("redirect_uri").equals(Optional.of(terms.redirectUri())))
            throw INVALID_GRANT
                    .because(FailureCause.REDIRECT_URI_DIFFERS, "redirect_uri is not that of the authorization request")
                    .of(clientId(request));
    }

    private static void requireVerifier(GrantRequest request, Terms terms) {
        var verifier = request.parameter("code_verifier");
        // RFC 9700 §2.1.1: "a token request containing a code_verifier parameter is accepted only if a code_challenge
        // parameter was present in the authorization request"
        if (terms.codeChallenge() == null && verifier.isEmpty()) return;
        if (terms.codeChallenge() == null || verifier.isEmpty() || !matches(verifier.get(), terms.codeChallenge()))
            throw INVALID_GRANT
                    .because(FailureCause.WRONG_VERIFIER, "code_verifier is not that of the authorization request")
                    .of(clientId(request));
    }

    /// RFC 7636 §4.6; and §4.1, of the verifier's form.
    private static boolean matches(String verifier, String challenge) {
        if (!verifier.matches("[A-Za-z0-9._~-]{43,128}")) return false;
        var hashed = Base64.getUrlEncoder()
                .withoutPadding()
                .encode(TokenHash.of(verifier).digest());
        return MessageDigest.isEqual(hashed, challenge.getBytes(US_ASCII));
    }

    /// One text for all, so that a code tells nothing to whoever guesses.
    private static OAuthException refused(GrantRequest request, FailureCause cause) {
        return INVALID_GRANT
                .because(cause, "the authorization code is invalid, has expired or was used")
                .of(clientId(request));
    }

    private static String clientId(GrantRequest request) {
        return request.client().client().clientId();
    }
}
