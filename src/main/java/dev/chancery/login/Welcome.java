package dev.chancery.login;

import dev.chancery.admin.Actor;
import dev.chancery.authorize.Browser;
import dev.chancery.authorize.Interactions;
import dev.chancery.http.Response;
import dev.chancery.session.BeginSession;
import dev.chancery.session.BeginSession.Visitor;
import dev.chancery.session.EndSession;
import dev.chancery.session.SignIn;
import dev.chancery.user.User;
import java.time.InstantSource;

/// Lets somebody in who has shown all that is due.
record Welcome(Interactions interactions, Browser browser, BeginSession begin, EndSession end, InstantSource clock) {

    /// The session is begun, or proved anew, by one caller only; the browser gets a cookie that it never had before.
    Response in(Visit visit, User user) {
        var interaction = visit.interaction();
        var realm = visit.realm();
        var signIn = SignIn.by(interaction.methods(), clock.instant());
        var before = visit.session();
        var own = before != null && before.person().equals(user.id()) ? before : null;
        var remembered = own == null ? interaction.remember() : own.remembered();
        var cookie = browser.signedIn(realm, remembered, BeginSession.endsAt(realm, remembered, signIn.at()));
        interactions.settle(interaction, () -> {
            // OpenID Connect Core §3.1.2.1: of two people at one browser, the one before has left it
            if (before != null && own == null) end.own(actor(visit, user), realm, before);
            if (own == null || begin.again(realm, own, signIn, cookie.hash()) == null)
                fresh(visit, user, signIn, cookie);
        });
        return Response.redirect(interactions.page(realm, visit.handle())).with(cookie.cookie());
    }

    private static Actor actor(Visit visit, User user) {
        var realm = visit.realm();
        return Actor.person(
                user.label(realm), user.id(), realm.id(), visit.http().address());
    }

    private void fresh(Visit visit, User user, SignIn signIn, Browser.Handle cookie) {
        var http = visit.http();
        var visitor = new Visitor(
                user.id(),
                user.label(visit.realm()),
                http.address(),
                http.header("User-Agent").orElse(""));
        begin.run(visit.realm(), visitor, signIn, visit.interaction().remember(), cookie.hash());
    }
}
