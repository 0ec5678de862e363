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
            "The scope makes no sense for this grant type.", "Leave it out: it needs a person who signs in."),
    TOKEN_TOO_LARGE(
            "The claims that the client's scopes and mappers say are more than a token may hold.",
            "See /api/clients/{clientId}/token-preview; say less, or for introspection alone."),
    WRONG_PASSWORD(
            "The user name is unknown or the password is wrong, or the person is switched off.",
            "Check the name, set a new password, or enable the person."),
    SECOND_FACTOR_REQUIRED(
            "The realm requires a second factor, which the password grant cannot ask for.",
            "Use a flow with a browser, or switch mfaRequired off."),
    ACTION_REQUIRED(
            "The person has to do something first, such as choosing a password; the password grant cannot ask for it.",
            "Let them sign in with a browser, or take the entry out of their requiredActions."),
    ISSUING_REFUSED("The person is switched off.", "Enable the person."),
    DEAD_TOKEN(
            "The access token is malformed, of another realm, expired or revoked, or its holder or client is switched off.",
            "Get a new one; see whether the person and the client are enabled."),
    SCOPE_MISSING(
            "The access token was not granted the scope that the endpoint asks for.",
            "Let the client ask for the scope, and assign it to the client."),
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
