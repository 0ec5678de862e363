package dev.chancery.issue;

import static dev.chancery.oauth.OAuthError.INVALID_CLIENT;
import static dev.chancery.oauth.OAuthError.INVALID_GRANT;

import dev.chancery.client.Client;
import dev.chancery.failure.FailureCause;
import dev.chancery.realm.Realm;
import dev.chancery.user.User;
import org.jspecify.annotations.Nullable;

/// The one gate for issuing. Every grant passes it, so none can forget a check. Not-before times are not its
/// matter: they end tokens that are older, and are judged when one comes back.
final class IssuingGate {

    private IssuingGate() {}

    static void require(Realm realm, Client client, @Nullable User user) {
        if (!realm.enabled())
            throw INVALID_CLIENT
                    .because(FailureCause.REALM_DISABLED, "the client may not get tokens")
                    .of(client.clientId());
        if (!client.settings().enabled() || client.deletedAt() != null)
            throw INVALID_CLIENT
                    .because(FailureCause.CLIENT_DISABLED, "the client may not get tokens")
                    .of(client.clientId());
        if (user != null && !user.settings().enabled())
            throw INVALID_GRANT
                    .because(FailureCause.ISSUING_REFUSED, "the person may not get tokens")
                    .of(user.settings().username());
    }
}
