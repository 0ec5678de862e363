package dev.chancery.login;

import dev.chancery.authorize.Answering;
import dev.chancery.authorize.Asked;
import dev.chancery.authorize.Interactions;
import dev.chancery.authorize.Next;
import dev.chancery.client.Registration;
import dev.chancery.http.Form;
import dev.chancery.http.Response;
import dev.chancery.scope.ClientScope;
import dev.chancery.session.Session;
import dev.chancery.user.UserStore;

/// Asks whether a client may have what it asks for: OpenID Connect Core §3.1.2.4.
record ConsentPages(Interactions interactions, Answering answering, Welcome welcome, UserStore users, Pages pages) {
    static final String STEP = "consent";

    Response show(Visit visit, Registration registration, Asked asked, Session session) {
        var texts = answering.toAgree(registration, asked, session).stream()
                .map(ConsentPages::text)
                .toList();
        var person = users.find(visit.realm().id(), session.person())
                .map(user -> user.settings().username())
                .orElseThrow(Interactions::ended);
        return visit.show(pages, 200, new ConsentPage(visit.client(), person, texts));
    }

    Response take(Visit visit, Asked asked, Session session, Form form) {
        var registration = visit.registration();
        if (registration == null) throw Interactions.ended();
        var begunAt = visit.interaction().begunAt();
        // whoever is signed in by now may be somebody else, or have to prove more first
        if (!(answering.next(visit.realm(), registration, asked, begunAt, session) instanceof Next.AskForConsent))
            return Response.redirect(interactions.page(visit.realm(), visit.handle()));
        return switch (form.one("consent").orElse("")) {
            case "accept" -> {
                answering.agree(registration, asked, session);
                yield welcome.answer(visit, registration, asked, session);
            }
            case "deny" -> welcome.refuse(visit, asked);
            default -> show(visit, registration, asked, session);
        };
    }

    private static String text(ClientScope scope) {
        var text = scope.settings().consentText();
        return text.isEmpty() ? scope.name() : text;
    }
}
