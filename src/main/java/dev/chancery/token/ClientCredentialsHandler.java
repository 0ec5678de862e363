package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.UNAUTHORIZED_CLIENT;

import dev.chancery.client.Grant;
import dev.chancery.failure.FailureCause;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.TokenIssuer;
import dev.chancery.issue.Tokens;

/// The client acts on its own behalf: RFC 6749 §4.4.
public record ClientCredentialsHandler(TokenIssuer tokens) implements GrantHandler {

    @Override
    public Grant type() {
        return Grant.CLIENT_CREDENTIALS;
    }

    @Override
    public Tokens exchange(GrantRequest request) {
        var client = request.client();
        // §4.4: "The client credentials grant type MUST only be used by confidential clients."
        if (client.settings().publicClient())
            throw UNAUTHORIZED_CLIENT
                    .because(FailureCause.GRANT_NOT_ALLOWED, "a public client cannot act on its own behalf")
                    .of(client.client().clientId());

        var scope = GrantedScope.ofClient(client.registration(), request.scope());
        return tokens.toClient(
                request.realm(), client.registration(), scope, request.address()); // §4.4.3: no refresh token
    }
}
