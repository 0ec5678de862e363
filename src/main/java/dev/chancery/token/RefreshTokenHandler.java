package dev.chancery.token;

import static dev.chancery.issue.ActiveTokens.CLOCKS_APART;
import static dev.chancery.oauth.OAuthError.INVALID_GRANT;

import dev.chancery.client.Grant;
import dev.chancery.crypto.TokenHash;
import dev.chancery.event.Event;
import dev.chancery.failure.FailureCause;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.StandingGrants;
import dev.chancery.issue.StandingGrants.Standing;
import dev.chancery.issue.TipStore;
import dev.chancery.issue.TipStore.Tip;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.issue.Tokens;
import dev.chancery.oauth.OAuthException;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.session.EndGrant;
import dev.chancery.session.RefreshTokens;
import java.time.Instant;
import java.util.Optional;

/// A refresh token, each time for another: RFC 6749 §6, RFC 9700 §4.14.2.
public record RefreshTokenHandler(
        TipStore tips, StandingGrants standing, RefreshTokens refreshTokens, EndGrant end, TokenIssuer tokens)
        implements GrantHandler {

    @Override
    public Grant type() {
        return Grant.REFRESH_TOKEN;
    }

    @Override
    public Tokens exchange(GrantRequest request) {
        var shown = request.required("refresh_token");
        var tip = own(request, shown);
        if (TokenHash.of(shown).equals(tip.hash())) {
            var answer = rotated(request, tip, TokenHash.of(shown));
            if (answer.isPresent()) return answer.get();
            // somebody was faster with the same one
            tip = own(request, shown);
        }
        return again(request, tip, shown);
    }

    private Tip own(GrantRequest request, String shown) {
        var tip = refreshTokens
                .grant(shown)
                .flatMap(grant -> tips.find(request.realm().id(), grant))
                .orElseThrow(() -> refused(request, FailureCause.REFRESH_TOKEN_UNKNOWN));
        // §6: the server MUST "ensure that the refresh token was issued to the authenticated client"; it stays its
        // owner's
        if (!tip.grant().client().equals(request.client().client().id()))
            throw refused(request, FailureCause.REFRESH_TOKEN_OF_ANOTHER_CLIENT);
        return tip;
    }

    /// With the next one in its place; empty when that has been made already.
    private Optional<Tokens> rotated(GrantRequest request, Tip tip, TokenHash shown) {
        var used = used(request, tip);
        var grant = used.grant();
        var next = refreshTokens.of(grant.id(), grant.counter() + 1);
        var answer = tokens(request, used, next);
        if (!standing.touch(request.realm(), used)) throw StandingGrants.ended();
        // nothing before this may use up the token that was shown, and nothing after it may fail
        return tips.rotate(grant.id(), shown, TokenHash.of(next), used.now(), grant.aliveUntil())
                ? Optional.of(answer)
                : Optional.empty();
    }

    /// For whoever lost the answer, the same once more; for anybody else, the end of all that came of it.
    private Tokens again(GrantRequest request, Tip tip, String shown) {
        var grace = request.realm().settings().sessions().refreshGraceSeconds();
        if (TokenHash.of(shown).equals(tip.previous()) && tip.hash() != null && tip.rotatedAt() != null) {
            var used = used(request, tip);
            var successor = refreshTokens.again(tip.grant().id(), tip.grant().counter(), tip.hash());
            if (successor.isPresent() && isRecent(tip.rotatedAt(), used.now(), grace))
                return tokens(request, used, successor.get());
        }
        // it works, and yet it was not replaced: what it belongs to has ended meanwhile
        if (TokenHash.of(shown).equals(tip.hash())) throw StandingGrants.ended().of(clientId(request));
        // whoever merely names a grant, which every access token does, must not be able to end it
        if (!refreshTokens.isGenuine(shown)) throw refused(request, FailureCause.REFRESH_TOKEN_UNKNOWN);
        // RFC 9700 §4.14.2: "cannot determine which party submitted the invalid refresh token, but it will revoke the
        // active refresh token"
        end.run(request.actor(), clientId(request), request.realm(), tip.grant(), Event.REFRESH_TOKEN_REUSED);
        throw refused(request, FailureCause.REFRESH_TOKEN_REUSED)
                .privately("grant %s", tip.grant().id());
    }

    private static boolean isRecent(Instant rotatedAt, Instant now, long grace) {
        // where there is none, a node whose clock is behind knows of none either
        return grace > 0
                && now.isBefore(rotatedAt.plusSeconds(grace))
                // a clock that was set back makes nothing young again; nodes' clocks may be this far apart
                && !now.isBefore(rotatedAt.minusSeconds(CLOCKS_APART));
    }

    private Standing used(GrantRequest request, Tip tip) {
        var client = request.client();
        var used = standing.require(request.realm(), client.client(), tip.ground());
        // what was for when the person is away needs the scope for it as long as it is used
        if (tip.grant().isOffline()
                && !GrantedScope.ofGrant(client.registration(), tip.grant().scope(), "")
                        .contains(BuiltInScope.OFFLINE_ACCESS.scopeName))
            throw StandingGrants.ended().of(client.client().clientId());
        return used.used(request.realm());
    }

    private Tokens tokens(GrantRequest request, Standing used, String refresh) {
        var registration = request.client().registration();
        var scope = GrantedScope.ofGrant(registration, used.grant().scope(), request.scope());
        return tokens.toPerson(request.realm(), registration, used, scope, refresh);
    }

    /// One text for all, so that it tells nothing to whoever guesses.
    private static OAuthException refused(GrantRequest request, FailureCause cause) {
        return INVALID_GRANT
                .because(cause, "the refresh token is invalid, has expired or was used")
                .of(clientId(request));
    }

    private static String clientId(GrantRequest request) {
        return request.client().client().clientId();
    }
}
