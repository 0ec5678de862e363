package dev.chancery.login;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.authorize.Answering;
import dev.chancery.authorize.Asked;
import dev.chancery.authorize.Browser;
import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interactions;
import dev.chancery.authorize.Next;
import dev.chancery.client.RedirectUri;
import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.crypto.TokenHash;
import dev.chancery.failure.FailureCause;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.session.BeginSession;
import dev.chancery.session.EndSession;
import dev.chancery.session.Session;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The page where people sign in: one address, which shows whatever is due and takes it.
public final class SignInEndpoint {
    /// What browsers say of requests that this page's own form made, or the person themselves: Fetch Metadata §2.4.
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Interactions interactions;
    private final Browser browser;
    private final Registrations registrations;
    private final UserStore users;
    private final Predicate<User> hasCode;
    private final SignInSteps steps;
    private final Answering answering;
    private final Pages pages;
    private final Welcome welcome;
    private final ConsentPages consent;

    public SignInEndpoint(
            Interactions interactions,
            Browser browser,
            Registrations registrations,
            UserStore users,
            BeginSession begin,
            EndSession end,
            Predicate<User> hasCode,
            SignInSteps steps,
            Answering answering,
            Pages pages,
            InstantSource clock) {
        this.interactions = interactions;
        this.browser = browser;
        this.registrations = registrations;
        this.users = users;
        this.hasCode = hasCode;
        this.steps = steps;
        this.answering = answering;
        this.pages = pages;
        this.welcome = new Welcome(interactions, browser, begin, end, answering, clock);
        this.consent = new ConsentPages(interactions, answering, welcome, users, pages);
    }

    /// `GET` shows what is due; `POST` takes it and answers 303 back here, or to the client. What is thrown is for a
    /// page.
    public Response handle(Realm realm, Request http) {
        var known = browser.known(realm, http);
        if (known.isPresent()) return handle(realm, http, known.get());
        var met = browser.met(realm);
        return handle(realm, http, met.hash()).with(met.cookie());
    }

    private Response handle(Realm realm, Request http, TokenHash known) {
        var found = interactions.find(realm, http, known);
        var interaction = found.interaction();
        var asked = interaction.asked();
        var visit = new Visit(
                realm,
                http,
                interaction,
                found.handle(),
                asked == null ? null : registration(realm, asked),
                browser.session(realm, http).orElse(null));
        return http.method().equals("POST") ? take(visit, http.form()) : show(visit);
    }

    /// It may have changed since the request came in.
    private Registration registration(Realm realm, Asked asked) {
        var to = asked.replyTo();
        return registrations
                .find(realm.id(), to.clientId())
                .filter(found -> {
                    var settings = found.client().settings();
                    return settings.enabled() && RedirectUri.allows(settings, settings.redirectUris(), to.uri());
                })
                .orElseThrow(Interactions::ended);
    }

    private Response show(Visit visit) {
        var user = user(visit);
        if (user != null)
            return due(visit, user) == Due.NOTHING ? welcome.in(visit, user) : page(visit, step(visit, user), user, "");
        var asked = visit.interaction().asked();
        var registration = visit.registration();
        if (asked == null || registration == null) throw Interactions.ended();
        var session = visit.session();
        var next = answering.next(
                visit.realm(), registration, asked, visit.interaction().begunAt(), session);
        if (session == null) return page(visit, step(Due.PASSWORD), null, "");
        return switch (next) {
            case Next.AskToSignIn _ -> page(visit, step(Due.PASSWORD), null, "");
            case Next.AskForMore _ -> askForMore(visit, session);
            case Next.AskForConsent _ -> consent.show(visit, registration, asked, session);
            case Next.Answer _ -> welcome.answer(visit, registration, asked, session);
        };
    }

    /// Who is signed in goes on from what they have shown, as if it had been here.
    private Response askForMore(Visit visit, Session session) {
        var methods = session.signIn().methods();
        interactions.prove(visit.interaction(), session.person(), methods, session.remembered());
        return Response.redirect(interactions.page(visit.realm(), visit.handle()));
    }

    private Response take(Visit visit, Form form) {
        requireOwn(visit.http());
        var sent = form.one("step").orElse("");
        var user = user(visit);
        var asked = visit.interaction().asked();
        var session = visit.session();
        if (sent.equals(ConsentPages.STEP) && user == null && asked != null && session != null)
            return consent.take(visit, asked, session, form);
        if (user != null && due(visit, user) == Due.NOTHING) return welcome.in(visit, user);
        var step = user == null ? step(Due.PASSWORD) : step(visit, user);
        // another tab, or the way back: what is due now is shown again
        if (!step.names().contains(sent)) return Response.redirect(interactions.page(visit.realm(), visit.handle()));
        return switch (step.take(visit, user, form)) {
            case LoginStep.Taken.Again(var page, var status) -> visit.show(pages, status, page);
            case LoginStep.Taken.Proved(var who, var methods, var remember) ->
                further(visit.with(interactions.prove(visit.interaction(), who.id(), methods, remember)));
            case LoginStep.Taken.Shown(var who, var methods, var page) -> {
                interactions.prove(
                        visit.interaction(),
                        who.id(),
                        methods,
                        visit.interaction().remember());
                yield visit.show(pages, 200, page);
            }
            case LoginStep.Taken.Done _ -> further(visit);
        };
    }

    /// To the next step, or in.
    private Response further(Visit visit) {
        var user = user(visit);
        if (user == null || due(visit, user) != Due.NOTHING)
            return Response.redirect(interactions.page(visit.realm(), visit.handle()));
        return welcome.in(visit, user);
    }

    /// RFC 6265bis §8.8.2: the cookie that binds the form is not the only thing that tells whose it is.
    private static void requireOwn(Request http) {
        var site = http.header("Sec-Fetch-Site");
        if (site.isPresent() && !OWN.contains(site.get()))
            throw INVALID_REQUEST.because(FailureCause.FLOW_ENDED, "the form was sent by another site");
    }

    private @Nullable User user(Visit visit) {
        var person = visit.interaction().person();
        if (person == null) return null;
        return users.find(visit.realm().id(), person)
                .filter(found -> found.settings().enabled())
                .orElseThrow(Interactions::ended);
    }

    private Due due(Visit visit, User user) {
        return Due.of(visit.realm(), user, visit.interaction().methods(), hasCode.test(user));
    }

    private LoginStep step(Visit visit, User user) {
        return step(due(visit, user));
    }

    private LoginStep step(Due due) {
        return steps.find(due).orElseThrow(() -> blocked(due));
    }

    private static OAuthException blocked(Due due) {
        return INVALID_REQUEST
                .because(FailureCause.ACTION_REQUIRED, "the account is not set up: an administrator can help")
                .privately("%s is due, which has no page in this version", due);
    }

    private Response page(Visit visit, LoginStep step, @Nullable User user, String complaint) {
        return visit.show(pages, 200, step.page(visit, user, complaint));
    }
}
