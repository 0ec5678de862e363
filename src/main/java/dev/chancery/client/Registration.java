package dev.chancery.client;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.scope.ClientScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A client with all that a token request needs to know about it.
///
/// @param secrets those that may still work, and the last few of those that do not, to tell why one is refused
/// @param defaultScopes granted unless it asks for less, and `optionalScopes` when it asks for them; in its own order
/// @param realmScopes the names of all that the realm has, to tell a missing assignment from a misspelt name
/// @param saysMoreAtIntrospection whether a mapper of its own or of its scopes speaks there alone
/// @param readsNotes whether one says what is remembered of the request for the token
public record Registration(
        Client client,
        List<ClientSecret> secrets,
        List<ClientScope> defaultScopes,
        List<ClientScope> optionalScopes,
        Set<String> realmScopes,
        boolean saysMoreAtIntrospection,
        boolean readsNotes) {

    /// All that it may be granted.
    public List<ClientScope> scopes() {
        return Stream.concat(defaultScopes.stream(), optionalScopes.stream()).toList();
    }

    /// The scopes whose claims it may ask for one by one (OpenID Connect Core §5.5): all that it has, or, where people
    /// have to agree, no more than they `granted`.
    public List<ClientScope> askable(List<ClientScope> granted) {
        return client.settings().consentRequired() ? granted : scopes();
    }

    /// The secret that was presented. Each one is compared in constant time; which one it was tells the usage.
    public Optional<ClientSecret> secret(MasterKeys keys, String presented, Instant now) {
        Optional<ClientSecret> found = Optional.empty();
        for (var secret : secrets)
            if (secret.worksAt(now) && secret.hash().matches(keys, presented)) found = Optional.of(secret);
        return found;
    }
}
