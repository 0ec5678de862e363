package dev.chancery.authorize;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.chancery.session.Terms;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An authorization request that passed all its checks: OpenID Connect Core §3.1.2.1. As JSON it waits while somebody
/// signs in.
///
/// @param scope the names that were asked for; empty for what the client has by default
/// @param maxAge seconds since the person last proved who they are; absent for any time
/// @param levels `acr_values`, and those of the claim `acr`, in the order of preference
/// @param levelEssential without one of these levels there is no answer: OpenID Connect Core §5.5.1.1
/// @param loginHint what may already stand in the field of the user name
/// @param hintedSubject whom the `id_token_hint`, or the claim `sub`, is about; nobody else will do
/// @param hintProved this server once said so itself, by an ID token; anybody can write a `sub`
/// @param locales `ui_locales`, in the order of preference
@JsonIgnoreProperties(ignoreUnknown = true) // of a newer node
public record Asked(
        ReplyTo replyTo,
        String scope,
        Set<Prompt> prompts,
        @Nullable Long maxAge,
        List<String> levels,
        boolean levelEssential,
        @Nullable String loginHint,
        @Nullable String hintedSubject,
        boolean hintProved,
        List<String> locales,
        Terms terms) {

    private static final long FRESH_SECONDS = 600;

    public Asked {
        prompts = Set.copyOf(prompts);
        levels = List.copyOf(levels);
        locales = List.copyOf(locales);
    }

    /// What a device asks for. There is no address to answer to, and whoever lets it in has signed in lately: RFC 8628
    /// §5.4.
    public static Asked byDevice(String clientId, String scope) {
        var nowhere = new ReplyTo(clientId, "", ResponseMode.QUERY, null);
        return new Asked(
                nowhere, scope, Set.of(), FRESH_SECONDS, List.of(), false, null, null, false, List.of(), Terms.NONE);
    }

    @JsonIgnore
    public boolean isSilent() {
        return prompts.contains(Prompt.NONE);
    }

    @JsonIgnore
    public boolean wantsFreshSignIn() {
        return prompts.contains(Prompt.LOGIN) || prompts.contains(Prompt.SELECT_ACCOUNT);
    }
}
