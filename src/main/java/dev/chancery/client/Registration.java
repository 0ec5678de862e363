package dev.chancery.client;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.scope.ClientScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A client with all that a token request needs to know about it.
///
/// @param secrets those that may still work
/// @param defaultScopes granted unless it asks for less, and `optionalScopes` when it asks for them; in its own order
public record Registration(
        Client client, List<ClientSecret> secrets, List<ClientScope> defaultScopes, List<ClientScope> optionalScopes) {

    /// The secret that was presented. Each one is compared in constant time; which one it was tells the usage.
    public Optional<ClientSecret> secret(MasterKeys keys, String presented, Instant now) {
        Optional<ClientSecret> found = Optional.empty();
        for (var secret : secrets)
            if (secret.hash().matches(keys, presented) && secret.worksAt(now)) found = Optional.of(secret);
        return found;
    }
}
