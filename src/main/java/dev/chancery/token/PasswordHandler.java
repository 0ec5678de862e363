package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.INVALID_GRANT;
import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.claims.Authentication;
import dev.chancery.client.Grant;
import dev.chancery.failure.FailureCause;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.issue.Tokens;
import dev.chancery.oauth.OAuthException;
import dev.chancery.user.CheckPassword;
import dev.chancery.user.CheckPassword.Outcome;
import dev.chancery.user.User;
import java.util.Optional;

/// A person's name and password, given to the client: RFC 6749 §4.3. Off unless a client is switched on for it.
public record PasswordHandler(CheckPassword passwords, TokenIssuer tokens) implements GrantHandler {

    @Override
    public Grant type() {
        return Grant.PASSWORD;
    }

    @Override
    public Tokens exchange(GrantRequest request) {
        var username = request.parameter("username").orElseThrow(() -> missing("username"));
        var password = request.parameter("password").orElseThrow(() -> missing("password"));
        if (request.realm().settings().mfaRequired())
            throw INVALID_GRANT
                    .because(FailureCause.SECOND_FACTOR_REQUIRED, "this realm requires more than a password")
                    .of(request.client().client().clientId());

        var scope = GrantedScope.of(request.client().registration(), request.scope());
        return switch (passwords.run(request.realm(), username, password, request.address())) {
            case Outcome.Right(var user) -> {
                // what they have to do first takes pages, which this grant has none of
                if (!user.settings().requiredActions().isEmpty())
                    throw INVALID_GRANT
                            .because(FailureCause.ACTION_REQUIRED, "the account is not fully set up")
                            .of(user.settings().username());
                yield tokens.toPerson(request.realm(), request.client().client(), user, scope, Authentication.PASSWORD);
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

    /// A password is typed into the field of the name often enough: only names of people are kept.
    private static String name(Optional<User> whose) {
        return whose.map(user -> user.settings().username()).orElse("(nobody has this name)");
    }

    private static OAuthException missing(String parameter) {
        return INVALID_REQUEST.because(FailureCause.MALFORMED_REQUEST, "the parameter %s is missing", parameter);
    }
}
