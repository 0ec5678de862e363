package dev.chancery.login;

import dev.chancery.authorize.Answering;
import dev.chancery.authorize.Asked;
import dev.chancery.authorize.Interactions;
import dev.chancery.client.RedirectUri;
import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An application sent them: it gets its answer, once they agree to what it asks for (OpenID Connect Core §3.1.2.4).
record ClientArrival(Interactions interactions, Registrations registrations, Answering answering, Pages pages)
        implements Arrival {
    @Override
    public Visit visit(Realm realm, Request http, Interactions.Found found, @Nullable Session session) {
        var asked = found.interaction().asked();
        if (asked == null) throw Interactions.ended();
        return new Visit(realm, http, found.interaction(), found.handle(), registration(realm, asked), asked, session);
    }

    /// It may have changed since the request came in.
    private Registration registration(Realm realm, Asked asked) {
        var to = asked.replyTo();
        return registrations
                .find(realm.id(), to.clientId())
                .filter(found -> {
                    var settings = found.client().settings();
                    return realm.enabled()
                            && settings.enabled()
                            && RedirectUri.allows(settings, settings.redirectUris(), to.uri());
                })
                .orElseThrow(Interactions::ended);
    }

    @Override
    public String step() {
        return "consent";
    }

    @Override
    public Response ask(Visit visit, Session session) {
        var scopes = answering.toAgree(visit.registration(), visit.asked(), session);
        return visit.show(
                pages,
                200,
                new ConsentPage(
                        visit.client(),
                        answering.name(visit.realm(), session),
                        visit.asked().hintedSubject() != null,
                        ConsentPage.texts(scopes),
                        Shown.to(session, scopes).text()));
    }

    @Override
    public Response take(Visit visit, Session session, Form form) {
        var scopes = answering.toAgree(visit.registration(), visit.asked(), session);
        if (!Shown.to(session, scopes).isIn(form)) return ask(visit, session);
        return switch (form.one("consent").orElse("")) {
            case "accept" -> {
                var who = answering.actor(visit.realm(), session, visit.http());
                interactions.finish(
                        visit.interaction(),
                        () -> answering.agree(visit.realm(), visit.registration(), scopes, session, who));
                yield answered(visit, session).get();
            }
            case "deny" -> {
                var who = answering.actor(visit.realm(), session, visit.http());
                interactions.finish(
                        visit.interaction(), () -> answering.disagree(visit.registration(), scopes, session, who));
                yield told(visit, Answering.denied());
            }
            default -> ask(visit, session);
        };
    }

    /// For one caller only: the interaction is over once there is an answer.
    @Override
    public Response answer(Visit visit, Session session) {
        return interactions
                .finish(visit.interaction(), () -> answered(visit, session))
                .get();
    }

    /// What the client is told, once all is written.
    private Supplier<Response> answered(Visit visit, Session session) {
        try {
            var code = answering.code(visit.realm(), visit.registration(), visit.asked(), session);
            return () -> answering.deliver(visit.realm(), visit.http(), visit.asked(), code);
        } catch (OAuthException refused) {
            return () -> told(visit, refused);
        }
    }

    @Override
    public Response refuse(Visit visit, OAuthException why) {
        interactions.finish(visit.interaction());
        return told(visit, why);
    }

    private Response told(Visit visit, OAuthException refused) {
        return answering.refuse(visit.realm(), visit.http(), visit.asked().replyTo(), refused);
    }
}
