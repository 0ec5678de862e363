package dev.chancery.login;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.authorize.Answering;
import dev.chancery.authorize.Browser;
import dev.chancery.authorize.Due;
import dev.chancery.authorize.Interaction;
import dev.chancery.authorize.Interactions;
import dev.chancery.authorize.Next;
import dev.chancery.client.Registrations;
import dev.chancery.crypto.TokenHash;
import dev.chancery.device.Devices;
import dev.chancery.failure.FailureCause;
import dev.chancery.failure.FailureLog;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.session.BeginSession;
import dev.chancery.session.EndSession;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The page where people sign in: one address, which shows whatever is due and takes it.
public final class SignInEndpoint {
    private final Interactions interactions;
    private final Browser browser;
    private final UserStore users;
    private final Predicate<User> hasCode;
    private final SignInSteps steps;
    private final Answering answering;
    private final Pages pages;
    private final Welcome welcome;
    private final Arrival ofClients;
    private final Arrival ofDevices;

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
            Devices devices,
            FailureLog failures,
            Pages pages,
            InstantSource clock) {
        this.interactions = interactions;
        this.browser = browser;
        this.users = users;
        this.hasCode = hasCode;
        this.steps = steps;
        this.answering = answering;
        this.pages = pages;
        this.welcome = new Welcome(interactions, browser, begin, end, clock);
        this.ofClients = new ClientArrival(interactions, registrations, answering, pages);
        this.ofDevices = new DeviceArrival(interactions, registrations, answering, devices, failures, pages);
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
        var visit = arrival(found.interaction())
                .visit(realm, http, found, browser.session(realm, http).orElse(null));
        return http.method().equals("POST") ? take(visit, http.form()) : show(visit);
    }

    private Arrival arrival(Interaction interaction) {
        return interaction.device() == null ? ofClients : ofDevices;
    }

    private Response show(Visit visit) {
        var user = user(visit);
        if (user != null)
            return due(visit, user) == Due.NOTHING ? welcome.in(visit, user) : page(visit, step(visit, user), user, "");
        var session = visit.session();
        var next = next(visit);
        if (session == null) return page(visit, step(Due.PASSWORD), null, "");
        var arrival = arrival(visit.interaction());
        return switch (next) {
            // what is due, or a second factor, is shown after the password: an old session proves nothing now
            case Next.AskToSignIn _, Next.AskForMore _ -> page(visit, step(Due.PASSWORD), null, "");
            case Next.SomebodyElse _ -> arrival.refuse(visit, Answering.silent(next));
            case Next.AskForConsent _ -> arrival.ask(visit, session);
            case Next.Answer _ -> arrival.answer(visit, session);
        };
    }

    private Next next(Visit visit) {
        var begunAt = visit.interaction().begunAt();
        return answering.next(visit.realm(), visit.registration(), visit.asked(), begunAt, visit.session());
    }

    private Response take(Visit visit, Form form) {
        OwnForm.require(visit.http());
        var sent = form.one("step").orElse("");
        var user = user(visit);
        var session = visit.session();
        var arrival = arrival(visit.interaction());
        if (sent.equals(arrival.step()) && user == null && session != null)
            // whoever is signed in by now may be somebody else, or have to prove more first
            return arrival.asks(next(visit)) ? arrival.take(visit, session, form) : further(visit);
        if (user != null && due(visit, user) == Due.NOTHING) return welcome.in(visit, user);
        var step = user == null ? step(Due.PASSWORD) : step(visit, user);
        // another tab, or the way back: what is due now is shown again
        if (!step.names().contains(sent)) return Response.redirect(interactions.page(visit.realm(), visit.handle()));
        return switch (step.take(visit, user, form)) {
            case LoginStep.Taken.Again(var page, var status) -> visit.show(pages, status, page);
            case LoginStep.Taken.Proved(var changed) -> further(visit.with(changed));
            case LoginStep.Taken.Shown(var page) -> visit.show(pages, 200, page);
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

    private @Nullable User user(Visit visit) {
        var person = visit.interaction().person();
        if (person == null) return null;
        return users.find(visit.realm().id(), person)
                .filter(found -> found.settings().enabled())
                .filter(found -> isValid(visit, found))
                .orElseThrow(Interactions::ended);
    }

    /// Who was declared void, or whose realm was, begins anew.
    private static boolean isValid(Visit visit, User user) {
        var notBefore =
                Math.max(user.settings().notBefore(), visit.realm().settings().notBefore());
        return visit.interaction().begunAt().getEpochSecond() >= notBefore;
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
