package dev.chancery.token;

import dev.chancery.clientauth.AuthenticatedClient;
import dev.chancery.realm.Realm;
import java.util.Map;
import java.util.Optional;

/// A token request whose client has been authenticated. Only [TokenEndpoint] makes one: having it is the proof.
///
/// @param parameters of the body, each once, none of them empty
/// @param address where the request came from
public record GrantRequest(Realm realm, AuthenticatedClient client, Map<String, String> parameters, String address) {

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    public String scope() {
        return parameter("scope").orElse("");
    }
}
