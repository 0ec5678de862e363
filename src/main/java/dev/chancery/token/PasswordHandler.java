package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.INVALID_GRANT;

import dev.chancery.client.Grant;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.failure.FailureCause;
import dev.chancery.id.GrantId;
import dev.chancery.issue.GrantLife;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.StandingGrants.Standing;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.issue.Tokens;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.session.AuthorizationGrant;
import dev.chancery.session.BeginGrant;
import dev.chancery.session.BeginSession;
import dev.chancery.session.BeginSession.Visitor;
import dev.chancery.session.RefreshTokens;
import dev.chancery.session.SignIn;
import dev.chancery.session.Terms;
import dev.chancery.user.CheckPassword;
import dev.chancery.user.CheckPassword.Outcome;
import dev.chancery.user.User;
import java.time.InstantSource;
import java.util.Optional;

/// A person's name and password, given to the client: RFC 6749 §4.3. Off unless a client is switched on for it.
public record PasswordHandler(
        CheckPassword passwords,
        TokenIssuer tokens,
        RefreshTokens refreshTokens,
        BeginGrant beginGrant,
        InstantSource clock)
        implements GrantHandler {

    @Override
    public Grant type() {
        return Grant.PASSWORD;
    }

    @Override
    public Tokens exchange(GrantRequest request) {
        var username = request.required("username");
        var password = request.required("password");
        if (request.realm().settings().mfaRequired())
            throw INVALID_GRANT
                    .because(FailureCause.SECOND_FACTOR_REQUIRED, "this realm requires more than a password")
                    .of(request.client().client().clientId());

        var scope = GrantedScope.ofPerson(request.client().registration(), request.scope());
        return switch (passwords.run(request.realm(), username, password, request.address())) {
            case Outcome.Right(var user) -> {
                // what they have to do first takes pages, which this grant has none of
                if (!user.settings().requiredActions().isEmpty())
                    throw INVALID_GRANT
                            .because(FailureCause.ACTION_REQUIRED, "the account is not fully set up")
                            .of(user.settings().username());
                yield begun(request, user, scope);
            }
            case Outcome.Wrong(var whose) ->
                throw INVALID_GRANT
                        .because(FailureCause.WRONG_PASSWORD, "the user name or the password is wrong")
                        .of(name(whose));
            case Outcome.TooMany(var whose, var wait) ->
                throw INVALID_GRANT
                        .because(FailureCause.TOO_MANY_GUESSES, "too many attempts: wait before the next one")
                        .of(name(whose))
                        .retryAfter(wait.toSeconds() + 1);
        };
    }

    /// With a session of its own, which lives no longer than what was given in it. Nothing is written down before the
    /// tokens are there.
    private Tokens begun(GrantRequest request, User user, GrantedScope scope) {
        var realm = request.realm();
        var client = request.client().client();
        var refreshes = client.settings().allows(Grant.REFRESH_TOKEN);
        var now = clock.instant();
        var signIn = SignIn.byPassword(now);
        var visitor = new Visitor(user.id(), user.label(realm), request.address(), request.userAgent());
        var session = scope.contains(BuiltInScope.OFFLINE_ACCESS.scopeName)
                ? null
                : BeginSession.alone(realm, visitor, signIn, refreshes ? null : Tokens.lifespan(realm, client));
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
        beginGrant.run(realm, visitor, session, grant, refresh == null ? null : TokenHash.of(refresh));
        return answer;
    }

    /// A password is typed into the field of the name often enough: only names of people are kept.
    private static String name(Optional<User> whose) {
        return whose.map(user -> user.settings().username()).orElse("(nobody has this name)");
    }
}
