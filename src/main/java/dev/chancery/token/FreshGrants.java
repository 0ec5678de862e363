package dev.chancery.token;

import dev.chancery.client.Grant;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.id.GrantId;
import dev.chancery.issue.GrantLife;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.StandingGrants.Standing;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.issue.Tokens;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.BeginSession;
import dev.chancery.session.BeginSession.Visitor;
import dev.chancery.session.RefreshTokens;
import dev.chancery.session.Session;
import dev.chancery.session.SignIn;
import dev.chancery.session.Terms;
import dev.chancery.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Makes the tokens of a person where no browser brought a code. Nothing is written down here: that is for who has
/// the tokens.
public record FreshGrants(TokenIssuer tokens, RefreshTokens refreshTokens) {

    /// All that belongs together.
    ///
    /// @param session of its own, ending with what was given in it; absent for offline access
    /// @param refresh the first refresh token, where the client has any
    record Fresh(
            Visitor visitor,
            @Nullable Session session,
            AuthorizationGrant grant,
            @Nullable TokenHash refresh,
            Tokens answer) {}

    Fresh of(GrantRequest request, User user, SignIn signIn, GrantedScope scope, Instant now) {
        var realm = request.realm();
        var client = request.client().client();
        var refreshes = client.settings().allows(Grant.REFRESH_TOKEN);
        var visitor = new Visitor(user.id(), user.label(realm), request.address(), request.userAgent());
        var session = scope.contains(BuiltInScope.OFFLINE_ACCESS.scopeName)
                ? null
                : BeginSession.alone(realm, visitor, signIn, now, refreshes ? null : Tokens.lifespan(realm, client));
        var life = GrantLife.of(realm, client, session, now, now);
        var grant = new AuthorizationGrant(
                new GrantId(RandomToken.uuid()),
                realm.id(),
                client.id(),
                user.id(),
                session == null ? null : session.id(),
                scope.text(),
                Terms.NONE,
                signIn,
                now,
                0,
                life.aliveUntil(),
                life.endsAt());
        var refresh = refreshes ? refreshTokens.of(grant.id(), 0) : null;
        var standing = new Standing(grant, session, user, life, now);
        var answer = tokens.toPerson(realm, request.client().registration(), standing, scope, refresh);
        return new Fresh(visitor, session, grant, refresh == null ? null : TokenHash.of(refresh), answer);
    }
}
