package dev.chancery.clientauth;

import static dev.chancery.oauth.OAuthError.INVALID_CLIENT;
import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.client.ClientSecret;
import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.client.SecretUsage;
import dev.chancery.clientauth.ClientAuthMethod.Claim;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.SecretHash;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Finds out which client sent a request. A stranger cannot tell an unknown client from a wrong secret: both cost one
/// hash and get one answer.
public record ClientAuthenticator(
        List<ClientAuthMethod> methods,
        Registrations registrations,
        MasterKeys keys,
        SecretUsage usage,
        InstantSource clock) {

    static final String REFUSAL = "Client authentication failed. Check the realm, the client id and the secret.";

    public AuthenticatedClient authenticate(Realm realm, Request request, Form form) {
        var claim = claim(request, form);
        var found = registrations.find(realm.id(), claim.clientId());
        if (found.isEmpty()) {
            if (claim.secret() != null) SecretHash.of(keys.current(), claim.secret());
            throw refused(FailureCause.UNKNOWN_CLIENT, claim);
        }
        var registration = found.get();
        if (registration.client().settings().publicClient()) {
            // RFC 6749 §2.3.1: a public client has no secret to send; one that does is another client, or confused
            if (claim.secret() != null) throw refused(FailureCause.WRONG_METHOD, claim);
        } else prove(registration, claim, request.address());
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
            throw INVALID_REQUEST
                    .because(FailureCause.AMBIGUOUS_AUTHENTICATION, "client_id is not the client that authenticates")
                    .of(claim.clientId());
        return claim;
    }

    private void prove(Registration registration, Claim claim, String address) {
        if (claim.secret() == null) throw refused(FailureCause.WRONG_METHOD, claim);
        var now = clock.instant();
        var secret = registration
                .secret(keys, claim.secret(), now)
                .orElseThrow(() -> refused(why(registration, claim.secret(), now), claim));
        usage.count(secret, now, address);
    }

    private FailureCause why(Registration registration, String presented, Instant now) {
        var expired = registration.secrets().stream()
                .filter(secret -> !secret.worksAt(now))
                .map(ClientSecret::hash)
                .anyMatch(hash -> hash.matches(keys, presented));
        return expired ? FailureCause.EXPIRED_SECRET : FailureCause.WRONG_SECRET;
    }

    private static OAuthException refused(FailureCause cause, Claim claim) {
        return INVALID_CLIENT.because(cause, REFUSAL).of(claim.clientId());
    }
}
