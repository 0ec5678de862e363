package dev.chancery.authorize;

import static dev.chancery.oauth.OAuthError.ACCESS_DENIED;
import static dev.chancery.oauth.OAuthError.CONSENT_REQUIRED;
import static dev.chancery.oauth.OAuthError.INTERACTION_REQUIRED;
import static dev.chancery.oauth.OAuthError.LOGIN_REQUIRED;
import static dev.chancery.oauth.OAuthError.UNMET_AUTHENTICATION_REQUIREMENTS;

import dev.chancery.admin.Actor;
import dev.chancery.client.Registration;
import dev.chancery.consent.Consents;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.SubjectId;
import dev.chancery.issue.GrantedScope;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.scope.ClientScope;
import dev.chancery.session.Session;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Finds out what comes next for a request, and sends the client its answer once nothing is in the way.
///
/// @param secondFactors tells whether somebody has one
public record Answering(
        Consents consents,
        UserStore users,
        IssueCode codes,
        Delivery delivery,
        FailureLog failures,
        Predicate<SubjectId> secondFactors,
        InstantSource clock) {

    /// `begunAt` is when the request came in, `session` who is signed in.
    public Next next(Realm realm, Registration registration, Asked asked, Instant begunAt, @Nullable Session session) {
        var user = session == null ? null : who(realm, session);
        if (session == null || user == null) return new Next.AskToSignIn();
        var standing = new Next.Standing(
                session,
                begunAt,
                Next.wantsTwoFactors(asked) && secondFactors.test(session.person()),
                Due.isAnything(realm, user, session.signIn()),
                toAgree(registration, asked, session).isEmpty());
        return Next.of(asked, standing, clock.instant());
    }

    /// Nobody, when they have been switched off, or their sign-in was declared void.
    private @Nullable User who(Realm realm, Session session) {
        return users.find(realm.id(), session.person())
                .filter(user -> user.settings().enabled())
                .filter(user -> session.signIn().seconds()
                        >= Math.max(
                                user.settings().notBefore(), realm.settings().notBefore()))
                .orElse(null);
    }

    /// The scopes that the person has to agree to first.
    public List<ClientScope> toAgree(Registration registration, Asked asked, Session session) {
        var needed = needed(registration, asked);
        if (needed.isEmpty() || asked.prompts().contains(Prompt.CONSENT)) return needed;
        return consents.hasAgreed(session, registration.client(), needed) ? List.of() : needed;
    }

    /// Inside a unit: whether they agree to all that they have to, and nobody withdraws it until that ends.
    public boolean isAgreed(Registration registration, Asked asked, Session session) {
        var needed = needed(registration, asked);
        return needed.isEmpty() || consents.stands(session, registration.client(), needed);
    }

    /// The scopes that nobody has without a word of the person's.
    private static List<ClientScope> needed(Registration registration, Asked asked) {
        if (!registration.client().settings().consentRequired()
                && !asked.prompts().contains(Prompt.CONSENT)) return List.of();
        return GrantedScope.ofPerson(registration, asked.scope()).scopes().stream()
                .filter(scope -> scope.settings().includeInTokenScope())
                .toList();
    }

    /// Whoever is signed in agrees to these. Refused when they are signed in no more.
    public void agree(Realm realm, Registration registration, List<ClientScope> scopes, Session session, Actor who) {
        if (!codes.prolong(realm, session)) throw Interactions.ended();
        consents.give(who, registration.client(), scopes, session);
    }

    /// They do not.
    public void disagree(Registration registration, List<ClientScope> scopes, Session session, Actor who) {
        consents.refuse(who, registration.client(), scopes, session);
    }

    /// Whoever is signed in, as the audit trail knows them.
    public Actor actor(Realm realm, Session session, Request http) {
        var user = user(realm, session);
        return Actor.person(user.label(realm), user.id(), realm.id(), http.address());
    }

    /// Whoever is signed in, as they know themselves.
    public String name(Realm realm, Session session) {
        return user(realm, session).settings().username();
    }

    private User user(Realm realm, Session session) {
        return users.find(realm.id(), session.person()).orElseThrow(Interactions::ended);
    }

    public Response answer(Realm realm, Request http, Registration registration, Asked asked, Session session) {
        return deliver(realm, http, asked, code(realm, registration, asked, session));
    }

    /// What the client redeems. Refused when what it asks for is not so, or is not so any more.
    public String code(Realm realm, Registration registration, Asked asked, Session session) {
        var scope = GrantedScope.ofPerson(registration, asked.scope());
        // OpenID Connect Core §5.5.1.1: "If the acr Claim is requested as an Essential Claim … the Authorization Server
        // MUST … treat that outcome as a failed authentication attempt"
        if (asked.levelEssential() && !asked.levels().contains(session.signIn().level()))
            throw UNMET_AUTHENTICATION_REQUIREMENTS
                    .because(FailureCause.LEVEL_NOT_REACHED, "the way of signing in that is asked for was not reached")
                    .of(registration.client().clientId());
        var client = registration.client();
        return codes.run(realm, client, asked, scope, session, () -> isAgreed(registration, asked, session))
                .orElseThrow(() ->
                        silent(codes.prolong(realm, session) ? new Next.AskForConsent() : new Next.AskToSignIn()));
    }

    /// Brings it there.
    public Response deliver(Realm realm, Request http, Asked asked, String code) {
        return delivery.code(realm, http, asked, code);
    }

    /// With prompt=none nobody is shown anything: OpenID Connect Core §3.1.2.6.
    public static OAuthException silent(Next next) {
        return switch (next) {
            case Next.AskForConsent _ ->
                CONSENT_REQUIRED.because(FailureCause.CONSENT_MISSING, "the person has to agree first");
            case Next.AskForMore _ ->
                INTERACTION_REQUIRED.because(FailureCause.SIGN_IN_REQUIRED, "the person has to prove more first");
            default -> LOGIN_REQUIRED.because(FailureCause.SIGN_IN_REQUIRED, "nobody fit is signed in");
        };
    }

    /// RFC 6749 §4.1.2.1 `access_denied`: "The resource owner … denied the request."
    public static OAuthException denied() {
        return ACCESS_DENIED.because(FailureCause.CONSENT_REFUSED, "the person did not agree");
    }

    /// To the client, with a reference under which administrators find the cause.
    public Response refuse(Realm realm, Request http, ReplyTo to, OAuthException refused) {
        var reference = failures.record(realm.id(), refused.cause, to.clientId(), refused.detail, http.address());
        return delivery.error(realm, http, to, refused, reference);
    }
}
