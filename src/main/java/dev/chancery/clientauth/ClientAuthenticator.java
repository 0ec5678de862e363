package dev.chancery.clientauth;

import static dev.chancery.oauth.OAuthError.INVALID_CLIENT;
import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.client.SecretUsage;
import dev.chancery.clientauth.ClientAuthMethod.Claim;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.SecretHash;
import dev.chancery.failure.FailureCause;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out which client sent a request. A stranger cannot tell an unknown client from a wrong secret: both cost one
/// hash and get one answer.
public record ClientAuthenticator(
        List<ClientAuthMethod> methods,
        Registrations registrations,
        MasterKeys keys,
        SecretUsage usage,
        Guesses guesses,
        InstantSource clock) {

    static final String REFUSAL = "Client authentication failed. Check the realm, the client id and the secret.";

    private static final String SWAPPED = "(hidden: id and secret were swapped)";

    public AuthenticatedClient authenticate(Realm realm, Request request, Form form) {
        var claim = claim(request, form);
        var found = registrations.find(realm.id(), claim.clientId());
        var isPublic = found.isPresent() && found.get().client().settings().publicClient();
        // RFC 6749 §2.3.1: a public client has no secret to send; one that does is another client, or confused
        if (isPublic && claim.secret() != null) throw refused(FailureCause.WRONG_METHOD, claim);
        if (!isPublic) prove(realm, found, claim, request.address());
        var registration = found.orElseThrow(() -> refused(FailureCause.UNKNOWN_CLIENT, claim));
        if (!registration.client().settings().enabled()) throw refused(FailureCause.CLIENT_DISABLED, claim);
        if (!realm.enabled()) throw refused(FailureCause.REALM_DISABLED, claim);
        return new AuthenticatedClient(registration);
    }

    private Claim claim(Request request, Form form) {
        var claims = methods.stream()
                .flatMap(method -> method.claim(request, form).stream())
                .toList();
        // RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
        if (claims.size() > 1)
            throw INVALID_REQUEST.because(
                    FailureCause.AMBIGUOUS_AUTHENTICATION, "use one method of client authentication, not several");
        if (claims.isEmpty()) throw INVALID_CLIENT.because(FailureCause.NO_AUTHENTICATION, REFUSAL);
        var claim = claims.getFirst();
        var named = form.one("client_id");
        if (named.isPresent() && !named.get().equals(claim.clientId()))
            throw INVALID_REQUEST.because(
                    FailureCause.AMBIGUOUS_AUTHENTICATION, "client_id is not the client that authenticates");
        return claim;
    }

    /// The right secret always passes, at once; wrong ones are counted, for unknown clients as for known ones.
    private void prove(Realm realm, Optional<Registration> found, Claim claim, String address) {
        var now = clock.instant();
        var guess = guesses.ofClient(
                realm.id().value(), claim.clientId(), address, () -> isRight(found, claim.secret(), now, address));
        switch (guess) {
            case Guess.Right _ -> {}
            case Guess.Wrong _ -> throw refused(why(found, claim.secret(), now), named(realm, found, claim));
            case Guess.TooMany(var wait) ->
                throw refused(FailureCause.TOO_MANY_GUESSES, named(realm, found, claim))
                        .retryAfter(wait.toSeconds() + 1);
        }
    }

    /// Who swapped id and secret has typed the secret as a name, which must not be kept.
    private Claim named(Realm realm, Optional<Registration> found, Claim claim) {
        var swapped = found.isEmpty()
                && claim.secret() != null
                && registrations.find(realm.id(), claim.secret()).isPresent();
        return swapped ? new Claim(SWAPPED, null) : claim;
    }

    private boolean isRight(Optional<Registration> found, @Nullable String presented, Instant now, String address) {
        if (presented == null) return false;
        if (found.isEmpty()) {
            SecretHash.of(keys.current(), presented);
            return false;
        }
        var secret = found.get().secret(keys, presented, now);
        secret.ifPresent(used -> usage.count(used, now, address));
        return secret.isPresent();
    }

    private FailureCause why(Optional<Registration> found, @Nullable String presented, Instant now) {
        if (found.isEmpty()) return FailureCause.UNKNOWN_CLIENT;
        if (presented == null) return FailureCause.WRONG_METHOD;
        return found.get().secrets().stream()
                .filter(secret -> !secret.worksAt(now) && secret.hash().matches(keys, presented))
                .findFirst()
                .map(ended -> ended.revokedAt() == null ? FailureCause.EXPIRED_SECRET : FailureCause.REVOKED_SECRET)
                .orElse(FailureCause.WRONG_SECRET);
    }

    private static OAuthException refused(FailureCause cause, Claim claim) {
        return INVALID_CLIENT.because(cause, REFUSAL).of(claim.clientId());
    }
}
