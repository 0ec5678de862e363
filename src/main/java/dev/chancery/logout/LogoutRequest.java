package dev.chancery.logout;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.client.Client;
import dev.chancery.client.RedirectUri;
import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Form;
import dev.chancery.issue.IdTokenHint;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request to sign somebody out that passed all its checks: OpenID Connect RP-Initiated Logout §2.
///
/// @param client that asks; absent when nobody says who asks
/// @param hint whom the `id_token_hint` is about, and in which session
/// @param redirectUri where the browser goes afterwards, with the state; absent to stay here
public record LogoutRequest(
        @Nullable Client client,
        IdTokenHint.@Nullable Hint hint,
        @Nullable URI redirectUri) {
    private static final int LONGEST_STATE = 1_024;

    /// What is thrown is for a page: nobody is sent anywhere by a request that is not as it has to be.
    public static LogoutRequest of(Realm realm, Form form, Registrations registrations, IdTokenHint hints) {
        if (!form.repeated().isEmpty()) throw malformed("a parameter is included more than once");
        var hint = form.one("id_token_hint")
                .map(text -> hints.read(realm, text)
                        .orElseThrow(() -> malformed("the id_token_hint is no ID token of this realm")))
                .orElse(null);
        var named = form.one("client_id");
        // §2: "the OP MUST verify that the Client Identifier matches the one used when issuing the ID Token"
        if (hint != null && named.filter(id -> !id.equals(hint.clientId())).isPresent())
            throw malformed("the client_id is not the one that the id_token_hint was issued to");
        var clientId = named.or(() -> Optional.ofNullable(hint).map(IdTokenHint.Hint::clientId));
        var registration =
                clientId.flatMap(id -> registrations.find(realm.id(), id)).orElse(null);
        if (clientId.isPresent() && registration == null)
            throw INVALID_REQUEST
                    .because(FailureCause.UNKNOWN_CLIENT, "the application is not known here")
                    .of(clientId.get());
        return new LogoutRequest(
                registration == null ? null : registration.client(), hint, redirectUri(registration, form));
    }

    /// §3: "The OP MUST NOT perform post-logout redirection if the post_logout_redirect_uri value supplied does not
    /// exactly match one of the previously registered … values."
    private static @Nullable URI redirectUri(@Nullable Registration registration, Form form) {
        var asked = form.one("post_logout_redirect_uri");
        if (asked.isEmpty()) return null;
        if (registration == null)
            throw malformed("post_logout_redirect_uri needs an id_token_hint or a client_id beside it");
        var settings = registration.client().settings();
        var own = settings.postLogoutRedirectUris();
        var registered = own.equals(List.of("+")) ? settings.redirectUris() : own;
        if (!settings.enabled() || !RedirectUri.allows(settings, registered, asked.get()))
            throw INVALID_REQUEST
                    .because(
                            FailureCause.REDIRECT_URI_MISMATCH,
                            "the post_logout_redirect_uri is none that the application has registered")
                    .of(registration.client().clientId())
                    .privately("sent %s; registered for logout: %d", asked.get(), registered.size());
        var state = form.one("state");
        if (state.isEmpty()) return URI.create(asked.get());
        if (state.get().length() > LONGEST_STATE) throw malformed("the state is longer than 1,024 characters");
        return URI.create(asked.get() + (asked.get().contains("?") ? "&" : "?") + "state="
                + URLEncoder.encode(state.get(), StandardCharsets.UTF_8));
    }

    private static OAuthException malformed(String description) {
        return INVALID_REQUEST.because(FailureCause.MALFORMED_REQUEST, "%s", description);
    }
}
