package dev.chancery.token;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.admin.Actor;
import dev.chancery.clientauth.AuthenticatedClient;
import dev.chancery.failure.FailureCause;
import dev.chancery.realm.Realm;
import java.util.Map;
import java.util.Optional;

/// A token request whose client has been authenticated. Only [TokenEndpoint] makes one: having it is the proof.
///
/// @param parameters of the body, each once, none of them empty
/// @param address where the request came from
/// @param userAgent what the program that sent it calls itself
public record GrantRequest(
        Realm realm, AuthenticatedClient client, Map<String, String> parameters, String address, String userAgent) {

    /// The client, as the audit trail knows it.
    Actor actor() {
        return client.actor(realm, address);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public String required(String name) {
        return parameter(name)
                .orElseThrow(() -> INVALID_REQUEST
                        .because(FailureCause.MALFORMED_REQUEST, "the parameter %s is missing", name)
                        .of(client.client().clientId()));
    }

    public String scope() {
        return parameter("scope").orElse("");
    }
}
