package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.INVALID_GRANT;

import dev.chancery.client.Grant;
import dev.chancery.factor.Factors;
import dev.chancery.failure.FailureCause;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.Tokens;
import dev.chancery.oauth.OAuthException;
import dev.chancery.session.BeginGrant;
import dev.chancery.session.SignIn;
import dev.chancery.user.CheckPassword;
import dev.chancery.user.CheckPassword.Outcome;
import dev.chancery.user.User;
import java.time.InstantSource;
import java.util.Optional;

/// A person's name and password, given to the client: RFC 6749 §4.3. Off unless a client is switched on for it.
public record PasswordHandler(
        CheckPassword passwords, Factors factors, FreshGrants grants, BeginGrant beginGrant, InstantSource clock)
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
            case Outcome.Right right -> {
                var user = right.user();
                // told only to whoever knows the password
                if (factors.hasCode(user.id()))
                    throw INVALID_GRANT
                            .because(FailureCause.SECOND_FACTOR_REQUIRED, "the account requires more than a password")
                            .of(user.settings().username());
                // what they have to do first takes pages, which this grant has none of
                if (!user.settings().requiredActions().isEmpty())
                    throw INVALID_GRANT
                            .because(FailureCause.ACTION_REQUIRED, "the account is not fully set up")
                            .of(user.settings().username());
                yield begun(request, right, scope);
            }
            case Outcome.Wrong(var whose) -> throw wrong(whose);
            case Outcome.TooMany(var whose, var wait) ->
                throw INVALID_GRANT
                        .because(FailureCause.TOO_MANY_GUESSES, "too many attempts: wait before the next one")
                        .of(name(whose))
                        .retryAfter(wait.toSeconds() + 1);
        };
    }

    private Tokens begun(GrantRequest request, Outcome.Right right, GrantedScope scope) {
        var now = clock.instant();
        var fresh = grants.of(request, right.user(), SignIn.byPassword(now), scope, now);
        if (!passwords.use(
                right,
                () -> beginGrant.run(
                        request.realm(), fresh.visitor(), fresh.session(), fresh.grant(), fresh.refresh())))
            throw wrong(Optional.of(right.user()));
        return fresh.answer();
    }

    private static OAuthException wrong(Optional<User> whose) {
        return INVALID_GRANT
                .because(FailureCause.WRONG_PASSWORD, "the user name or the password is wrong")
                .of(name(whose));
    }

    /// A password is typed into the field of the name often enough: only names of people are kept.
    private static String name(Optional<User> whose) {
        return whose.map(user -> user.settings().username()).orElse("(nobody has this name)");
    }
}
