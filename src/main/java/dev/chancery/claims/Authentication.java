package dev.chancery.claims;

import dev.chancery.session.SignIn;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the subject of a token came to be authenticated.
///
/// @param level the `acr` of a person's sign-in (OpenID Connect Core §2); absent for a client on its own behalf
/// @param notes what else is remembered of it, by name, for mappers of the type `session-note`
public record Authentication(@Nullable String level, Map<String, String> notes) {

    /// When a token is looked at afterwards, or only thought of.
    public static final Authentication UNKNOWN = new Authentication(null, Map.of());

    /// By nothing but a password; when, is not known yet.
    public static final Authentication PASSWORD = new Authentication("1", Map.of());

    public static Authentication of(SignIn signIn) {
        return new Authentication(signIn.level(), Map.of("AUTH_TIME", Long.toString(signIn.seconds())));
    }

    /// Of a client, before it is known from where it asks.
    public static Authentication ofClient(String clientId) {
        return new Authentication(null, Map.of("client_id", clientId));
    }

    public static Authentication ofClient(String clientId, String address) {
        return new Authentication(null, Map.of("client_id", clientId, "clientAddress", address, "clientHost", address));
    }
}
