package dev.chancery.failure;

import java.util.Locale;

/// Why a request was refused, with what to do about it: for administrators only.
public enum FailureCause {
    UNKNOWN_CLIENT(
            "No client with this client_id is registered in the realm.",
            "Check the client_id and the realm's name in the URL."),
    WRONG_SECRET(
            "The client exists, but the secret is none of its secrets.",
            "Check which secret the application was given; rotate it if it is lost."),
    EXPIRED_SECRET(
            "The secret is one of the client's, but it has expired.",
            "Give the application the client's current secret."),
    REVOKED_SECRET(
            "The secret was one of the client's, but it was revoked, or rotated out.",
            "Give the application the client's current secret."),
    WRONG_METHOD(
            "The client proved itself in a way it is not registered for.",
            "A public client sends no secret; a confidential one must send one."),
    AMBIGUOUS_AUTHENTICATION(
            "The request used two ways of client authentication at once.",
            "Send the secret either in the Authorization header or in the body."),
    NO_AUTHENTICATION(
            "The request named no client.", "Send client_id and client_secret, in the body or by HTTP Basic."),
    CLIENT_DISABLED("The client is switched off.", "Enable the client."),
    REALM_DISABLED("The realm is switched off.", "Enable the realm."),
    TOO_MANY_GUESSES(
            "Too many wrong attempts came from this address.", "Wait; whoever has the right secret is not held up."),
    GRANT_NOT_ALLOWED(
            "The client is not switched on for this grant type.", "Add the grant type to the client's grantTypes."),
    UNSUPPORTED_GRANT(
            "The server does not have this grant type.", "See grant_types_supported in the realm's metadata."),
    SCOPE_NOT_ASSIGNED(
            "The scope exists in the realm, but the client does not have it.",
            "Assign the scope to the client, as default or optional."),
    UNKNOWN_SCOPE(
            "There is no such scope in the realm.",
            "Create the scope and assign it to the client, or correct its name."),
    SCOPE_NOT_FOR_GRANT(
            "The scope makes no sense for this grant type.",
            "Leave it out: it needs a person who signs in, and offline_access a client with the grant type refresh_token."),
    SCOPE_NOT_GRANTED(
            "A refresh asked for a scope that was not granted when the person signed in.",
            "Ask for less, or let them sign in again with all that the application needs."),
    TOKEN_TOO_LARGE(
            "The claims that the client's scopes and mappers say are more than a token may hold.",
            "See /api/clients/{clientId}/token-preview; say less, or for introspection alone."),
    WRONG_PASSWORD(
            "The user name is unknown or the password is wrong, or the person is switched off.",
            "Check the name, set a new password, or enable the person."),
    WRONG_CODE(
            "The code of the authenticator app, or the recovery code, is wrong or was used before.",
            "Check the clock of the phone; an administrator can remove the second factor."),
    SECOND_FACTOR_REQUIRED(
            "The realm requires a second factor, or the person has one, which the password grant cannot ask for.",
            "Use a flow with a browser; or switch mfaRequired off, or remove the person's second factor."),
    ACTION_REQUIRED(
            "The person has to do something first, such as choosing a password; the password grant cannot ask for it.",
            "Let them sign in with a browser, or take the entry out of their requiredActions."),
    ISSUING_REFUSED("The person is switched off.", "Enable the person."),
    CODE_UNKNOWN(
            "The authorization code is none of the realm's, or so old that it was forgotten.",
            "Send the code as it came in the redirect, at once, to the same realm."),
    CODE_EXPIRED(
            "The authorization code is older than 60 seconds.",
            "Redeem the code as soon as it arrives; look for a clock or a queue in between."),
    CODE_REPLAYED(
            "The authorization code had been redeemed before: all tokens that came of it are dead now.",
            "If the application sends its codes twice, mend that; else somebody saw the code: look where it leaked."),
    CODE_OF_ANOTHER_CLIENT(
            "The authorization code was given to another client.",
            "See which application sends it; a code is redeemed by the client that the person was sent by."),
    REDIRECT_URI_DIFFERS(
            "The redirect_uri of the token request is not that of the authorization request.",
            "Send the very same redirect_uri to both endpoints."),
    WRONG_VERIFIER(
            "The code_verifier is missing, malformed or not that of the code_challenge.",
            "Keep the verifier with the sign-in that it was made for; RFC 7636 asks for 43 to 128 characters and S256."),
    REFRESH_TOKEN_UNKNOWN(
            "The refresh token is none of the realm's, or what it belonged to has ended.",
            "Let the person sign in again."),
    REFRESH_TOKEN_REUSED(
            "The refresh token had been used before: all tokens that came of the same sign-in at this client are dead now.",
            "If the application keeps old refresh tokens or refreshes twice at once, mend that; else one was stolen."),
    REFRESH_TOKEN_OF_ANOTHER_CLIENT("The refresh token belongs to another client.", "See which application sends it."),
    GRANT_ENDED(
            "What the person let the client have has ended: by the clock, by signing out, by an administrator or by not-before.",
            "Let the person sign in again."),
    DEAD_TOKEN(
            "The access token is malformed, of another realm, expired or revoked, or its holder or client is switched off.",
            "Get a new one; see whether the person and the client are enabled."),
    SCOPE_MISSING(
            "The access token was not granted the scope that the endpoint asks for.",
            "Let the client ask for the scope, and assign it to the client."),
    REDIRECT_URI_MISMATCH(
            "The redirect URI is none that the client has registered.",
            "Register the address that was sent, or correct the application; the nearest one is in the detail."),
    PKCE_MISSING(
            "The client must use PKCE (RFC 7636), and the request had no code_challenge with S256.",
            "Let the application use PKCE, or switch pkceRequired off for the client."),
    SIGN_IN_REQUIRED(
            "The application asked for nobody to be disturbed, but nobody fit is signed in.",
            "Nothing is wrong: the application asks again without prompt=none."),
    CONSENT_MISSING(
            "The application asked for nobody to be disturbed, but the person has not agreed to what it asks for.",
            "Nothing is wrong: the application asks again without prompt=none."),
    CONSENT_REFUSED("The person did not agree to what the client asks for.", "Nothing is wrong: they may try again."),
    LEVEL_NOT_REACHED(
            "The application insists on a way of signing in that the person does not have.",
            "Let them set up a second factor."),
    FLOW_ENDED(
            "The sign-in had ended, was begun in another browser, or was finished before.",
            "Start again from the application."),
    DEVICE_CODE_UNKNOWN(
            "The device code is none of the realm's, was used, or what was allowed by it has ended.",
            "Let the device ask for a new code."),
    DEVICE_CODE_OF_ANOTHER_CLIENT("The device code was given to another client.", "See which application sends it."),
    DEVICE_CODE_EXPIRED("Nobody allowed the device within 10 minutes.", "Let the device ask for a new code."),
    DEVICE_PENDING("Nobody has decided on the device yet.", "Nothing is wrong: the device asks again."),
    DEVICE_TOO_FAST(
            "The device asked again sooner than it was told to.",
            "Let it wait for the interval that it was given, and 5 seconds more after each slow_down."),
    DEVICE_DENIED("Somebody said that the device is not theirs.", "Ask them; nothing was given to the device."),
    DEVICE_ELSEWHERE(
            "A device asks from another network than the browser in which somebody is to allow it.",
            "Ask whether they started it themselves: this is how people are talked into letting strangers in."),
    UNAVAILABLE(
            "The server had too much to do, or its database was away.",
            "Try again; if it lasts, look at /health/ready and the server's log."),
    MALFORMED_REQUEST("The request does not follow the specification.", "Correct the request as the detail says.");

    public final String explanation;
    public final String remedy;

    FailureCause(String explanation, String remedy) {
        this.explanation = explanation;
        this.remedy = remedy;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
