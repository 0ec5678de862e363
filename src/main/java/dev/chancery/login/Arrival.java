package dev.chancery.login;

import dev.chancery.authorize.Interactions;
import dev.chancery.authorize.Next;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import org.jspecify.annotations.Nullable;

/// What somebody came for, and what becomes of it once they are signed in.
interface Arrival {

    /// Refused when what they came for has ended meanwhile.
    Visit visit(Realm realm, Request http, Interactions.Found found, @Nullable Session session);

    /// What the page's field `step` says when it asks whether they agree.
    String step();

    /// Whether it is that which comes next.
    default boolean asks(Next next) {
        return next instanceof Next.AskForConsent;
    }

    Response ask(Visit visit, Session session);

    /// When it is not to be: whoever sent them is told why, where somebody did.
    Response refuse(Visit visit, OAuthException why);

    /// What they say to it.
    Response take(Visit visit, Session session, Form form);

    /// When they need not be asked.
    Response answer(Visit visit, Session session);
}
