package dev.chancery.authorize;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;
import static dev.chancery.oauth.OAuthError.REGISTRATION_NOT_SUPPORTED;
import static dev.chancery.oauth.OAuthError.REQUEST_NOT_SUPPORTED;
import static dev.chancery.oauth.OAuthError.REQUEST_URI_NOT_SUPPORTED;
import static dev.chancery.oauth.OAuthError.UNAUTHORIZED_CLIENT;
import static dev.chancery.oauth.OAuthError.UNSUPPORTED_RESPONSE_TYPE;

import dev.chancery.client.Grant;
import dev.chancery.client.Registration;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Form;
import dev.chancery.issue.GrantedScope;
import dev.chancery.issue.IdTokenHint;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.session.Terms;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that an authorization request has to be once it is known where its answer goes: RFC 6749 §4.1.1, RFC 7636 §4.3,
/// OpenID Connect Core §3.1.2. One list, in order; what fails goes to the client.
record AuthorizationChecks(IdTokenHint hints) {
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}"); // of 32 bytes, in base64url
    private static final int LONGEST = 1_024;
    private static final long LONGEST_AGE = 10L * 365 * 86_400;
    private static final int MOST_WORDS = 20;
    private static final int LONGEST_WORD = 64;

    Asked all(Realm realm, Registration registration, ReplyTo replyTo, Form form) {
        requireNoObject(form);
        requireCode(registration, form);
        var scope = form.one("scope").orElse("");
        requireScope(registration, scope);
        var challenge = challenge(registration, form);
        var nonce = form.one("nonce").orElse(null);
        if (nonce != null && nonce.length() > LONGEST) throw malformed("the nonce is longer than 1,024 characters");
        var claims = form.one("claims").map(AskedClaims::of).orElse(AskedClaims.NONE);
        return new Asked(
                replyTo,
                scope,
                prompts(form),
                maxAge(form),
                claims.levels().isEmpty() ? words(form, "acr_values").toList() : claims.levels(),
                claims.levelEssential() && !claims.levels().isEmpty(),
                form.one("login_hint").filter(hint -> hint.length() <= 255).orElse(null),
                hintedSubject(realm, form, claims),
                form.one("id_token_hint").isPresent(),
                words(form, "ui_locales").toList(),
                new Terms(
                        form.one("redirect_uri").orElse(null), challenge, nonce, claims.idToken(), claims.userinfo()));
    }

    /// OpenID Connect Core §6: "OPs that do not support … MUST return the request_not_supported error".
    private static void requireNoObject(Form form) {
        if (form.one("request").isPresent())
            throw REQUEST_NOT_SUPPORTED.because(
                    FailureCause.MALFORMED_REQUEST,
                    "this server takes no request objects: send the parameters themselves");
        if (form.one("request_uri").isPresent())
            throw REQUEST_URI_NOT_SUPPORTED.because(
                    FailureCause.MALFORMED_REQUEST, "this server takes no request_uri: send the parameters themselves");
        if (form.one("registration").isPresent())
            throw REGISTRATION_NOT_SUPPORTED.because(
                    FailureCause.MALFORMED_REQUEST, "this server takes no registration parameter");
    }

    private static void requireCode(Registration registration, Form form) {
        // RFC 6749 §3.1.1: "If an authorization request is missing the "response_type" parameter …, the authorization
        // server MUST return an error response"
        var type = form.one("response_type").orElseThrow(() -> malformed("the parameter response_type is missing"));
        if (!type.equals("code"))
            throw UNSUPPORTED_RESPONSE_TYPE
                    .because(FailureCause.UNSUPPORTED_GRANT, "the only response_type of this server is code")
                    .privately("response_type %s", cut(type));
        if (!registration.client().settings().allows(Grant.AUTHORIZATION_CODE))
            throw UNAUTHORIZED_CLIENT.because(
                    FailureCause.GRANT_NOT_ALLOWED, "the client is not registered for authorization_code");
    }

    /// Its name is said to administrators alone: whatever is sent here comes back in somebody's browser.
    private static void requireScope(Registration registration, String scope) {
        try {
            GrantedScope.ofPerson(registration, scope);
        } catch (OAuthException refused) {
            throw refused.error
                    .because(refused.cause, "the client asks for a scope that it may not ask for")
                    .privately("%s", refused.detail);
        }
    }

    private static @Nullable String challenge(Registration registration, Form form) {
        var challenge = form.one("code_challenge");
        var method = form.one("code_challenge_method");
        if (challenge.isEmpty()) {
            if (method.isPresent()) throw malformed("code_challenge_method without a code_challenge");
            // RFC 7636 §4.4.1: "If the server requires Proof Key for Code Exchange … and the client does not send the
            // "code_challenge" in the request, the authorization endpoint MUST return … "invalid_request""
            if (registration.client().settings().pkceRequired())
                throw INVALID_REQUEST.because(
                        FailureCause.PKCE_MISSING, "this client must use PKCE: send code_challenge with S256");
            return null;
        }
        // RFC 9700 §2.1.1: a method that exposes the verifier protects nobody; RFC 7636 §4.3: absent means plain
        if (!method.filter("S256"::equals).isPresent())
            throw malformed("the only code_challenge_method of this server is S256");
        if (!CHALLENGE.matcher(challenge.get()).matches())
            throw malformed("the code_challenge is not a SHA-256 in base64url");
        return challenge.get();
    }

    private static Set<Prompt> prompts(Form form) {
        var prompts = EnumSet.noneOf(Prompt.class);
        words(form, "prompt")
                .forEach(word ->
                        prompts.add(Prompt.find(word).orElseThrow(() -> malformed("this prompt is not supported"))));
        // OpenID Connect Core §3.1.2.1: "If this parameter contains none with any other value, an error is returned."
        if (prompts.contains(Prompt.NONE) && prompts.size() > 1) throw malformed("prompt=none goes with no other");
        return prompts;
    }

    private static @Nullable Long maxAge(Form form) {
        var text = form.one("max_age");
        if (text.isEmpty()) return null;
        if (!text.get().matches("[0-9]{1,18}")) throw malformed("max_age is no number of seconds");
        return Math.min(Long.parseLong(text.get()), LONGEST_AGE);
    }

    private @Nullable String hintedSubject(Realm realm, Form form, AskedClaims claims) {
        var hint = form.one("id_token_hint");
        if (hint.isEmpty()) return claims.subject();
        return hints.person(realm, hint.get())
                .orElseThrow(() -> malformed("the id_token_hint is no ID token of this realm"))
                .value();
    }

    private static Stream<String> words(Form form, String name) {
        var text = form.one(name).orElse("").strip();
        if (text.isEmpty()) return Stream.of();
        var words = List.of(text.split(" +", MOST_WORDS + 1));
        if (words.size() > MOST_WORDS || words.stream().anyMatch(word -> word.length() > LONGEST_WORD))
            throw malformed("more than 20 values of " + name + ", or one of more than 64 characters");
        return words.stream();
    }

    static OAuthException malformed(String description) {
        return INVALID_REQUEST.because(FailureCause.MALFORMED_REQUEST, "%s", description);
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
