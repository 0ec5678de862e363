package dev.chancery.authorize;

import static dev.chancery.authorize.AuthorizationChecks.malformed;
import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.client.RedirectUri;
import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.UnregisteredRedirect;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.issue.IdTokenHint;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.scope.BuiltInScope;
import java.time.InstantSource;
import java.util.List;

/// The authorization endpoint: RFC 6749 §3.1, OpenID Connect Core §3.1.2.
public final class AuthorizeEndpoint {
    private static final int LONGEST_STATE = 1_024;
    private static final String UNKNOWN =
            "the application is not known here, or is switched off: nobody can sign in to it";

    private final Registrations registrations;
    private final AuthorizationChecks checks;
    private final Browser browser;
    private final Answering answering;
    private final Interactions interactions;
    private final InstantSource clock;

    public AuthorizeEndpoint(
            Registrations registrations,
            IdTokenHint hints,
            Browser browser,
            Answering answering,
            Interactions interactions,
            InstantSource clock) {
        this.registrations = registrations;
        this.checks = new AuthorizationChecks(hints);
        this.browser = browser;
        this.answering = answering;
        this.interactions = interactions;
        this.clock = clock;
    }

    /// `GET` and `POST`. What is thrown is for a page: until it is known where answers may go, none goes anywhere.
    public Response handle(Realm realm, Request http) {
        var form = parameters(http);
        var registration = client(realm, form);
        var to = replyTo(registration, form);
        try {
            var asked = checks.all(realm, registration, to, form);
            var session = browser.session(realm, http).orElse(null);
            var next = answering.next(realm, registration, asked, clock.instant(), session);
            if (session != null && next instanceof Next.Answer)
                return answering.answer(realm, http, registration, asked, session);
            if (asked.isSilent()) throw Answering.silent(next);
            return interactions.begin(realm, http, asked, null);
        } catch (OAuthException refused) {
            return answering.refuse(realm, http, to, refused);
        }
    }

    private static Form parameters(Request http) {
        var form = http.method().equals("POST") ? http.form() : http.query();
        if (http.method().equals("POST") && !http.query().fields().isEmpty())
            throw malformed("parameters belong in the body or in the URL, not in both");
        // RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
        if (!form.repeated().isEmpty()) throw malformed("a parameter is included more than once");
        return form;
    }

    private Registration client(Realm realm, Form form) {
        var clientId = form.one("client_id").orElseThrow(() -> malformed("the parameter client_id is missing"));
        var found = registrations.find(realm.id(), clientId);
        if (found.isEmpty())
            throw INVALID_REQUEST.because(FailureCause.UNKNOWN_CLIENT, UNKNOWN).of(clientId);
        if (!found.get().client().settings().enabled())
            throw INVALID_REQUEST.because(FailureCause.CLIENT_DISABLED, UNKNOWN).of(clientId);
        if (!realm.enabled())
            throw INVALID_REQUEST.because(FailureCause.REALM_DISABLED, UNKNOWN).of(clientId);
        return found.get();
    }

    private static ReplyTo replyTo(Registration registration, Form form) {
        var clientId = registration.client().clientId();
        var uri = redirectUri(registration, form);
        var state = form.one("state").orElse(null);
        if (state != null && state.length() > LONGEST_STATE)
            throw malformed("the state is longer than 1,024 characters").of(clientId);
        var mode = form.one("response_mode")
                .map(wire -> ResponseMode.find(wire)
                        .orElseThrow(() -> malformed("the response_mode is none that this server has")
                                .of(clientId)))
                .or(() -> form.one("request").flatMap(RequestObject::responseMode))
                .orElse(ResponseMode.QUERY);
        return new ReplyTo(clientId, uri, mode, state);
    }

    /// RFC 6749 §4.1.2.1: "If the request fails due to a missing, invalid, or mismatching redirection URI …, the
    /// authorization server … MUST NOT automatically redirect the user-agent to the invalid redirection URI."
    private static String redirectUri(Registration registration, Form form) {
        var client = registration.client();
        var registered = client.settings().redirectUris();
        var sent = form.one("redirect_uri");
        if (sent.isEmpty()) return theOnly(registration, form);
        if (!RedirectUri.allows(client.settings(), registered, sent.get()))
            throw INVALID_REQUEST
                    .because(
                            FailureCause.REDIRECT_URI_MISMATCH,
                            "the redirect_uri is none that the application has registered")
                    .of(client.clientId())
                    .privately(
                            UnregisteredRedirect.DETAIL,
                            sent.get(),
                            RedirectUri.nearest(client.settings(), sent.get()).orElse("(none)"));
        return sent.get();
    }

    /// RFC 6749 §3.1.2.3: it may be left out where there is one; OpenID Connect Core §3.1.2.1: "REQUIRED."
    private static String theOnly(Registration registration, Form form) {
        var settings = registration.client().settings();
        var words = List.of(form.one("scope").orElse("").split(" "));
        return RedirectUri.theOnly(settings)
                .filter(_ -> !words.contains(BuiltInScope.OPENID.scopeName))
                .orElseThrow(() -> malformed("the parameter redirect_uri is missing")
                        .of(registration.client().clientId()));
    }
}
