package dev.chancery.login;

import dev.chancery.admin.Actor;
import dev.chancery.authorize.Browser;
import dev.chancery.client.Registrations;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.http.Form;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.issue.IdTokenHint;
import dev.chancery.logout.LogoutRequest;
import dev.chancery.realm.Realm;
import dev.chancery.session.EndSession;
import dev.chancery.session.Session;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Signs people out, at an application's request or their own: OpenID Connect RP-Initiated Logout §2.
public record SignOutEndpoint(
        Browser browser,
        Registrations registrations,
        IdTokenHint hints,
        UserStore users,
        EndSession end,
        MasterKeys keys,
        Pages pages) {
    private static final String CONFIRM = "confirm";
    private static final List<String> KEPT =
            List.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state", "ui_locales");

    /// `GET` and `POST`. With an ID token of the session in this browser it is done at once; without, the person
    /// is asked, since anybody's page could lead here.
    public Response handle(Realm realm, Request http) {
        var form = http.method().equals("POST") ? http.form() : http.query();
        var request = LogoutRequest.of(realm, form, registrations, hints);
        var session = browser.session(realm, http);
        if (session.isEmpty()) return done(realm, http, form, request);
        // §2: "the OP … MUST ask the End-User this question if an id_token_hint was not provided or if the supplied ID
        // Token does not belong to the current OP session with the RP"
        if (!belongs(request, session.get()) && !confirmed(http, form, session.get()))
            return ask(realm, http, form, request, session.get());
        var user = users.find(realm.id(), session.get().person());
        end.own(actor(realm, http, session.get(), user), realm, session.get());
        return done(realm, http, form, request);
    }

    private static boolean belongs(LogoutRequest request, Session session) {
        var hint = request.hint();
        return hint != null && session.id().equals(hint.session());
    }

    private boolean confirmed(Request http, Form form, Session session) {
        return http.method().equals("POST")
                && form.one(CONFIRM)
                        .filter(shown -> MessageDigest.isEqual(
                                shown.getBytes(StandardCharsets.UTF_8),
                                proof(session).getBytes(StandardCharsets.UTF_8)))
                        .isPresent();
    }

    /// That the form was shown to this session, and by this server.
    private String proof(Session session) {
        var proof = keys.current().hmac("sign-out", session.id().value().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(proof);
    }

    private Response ask(Realm realm, Request http, Form form, LogoutRequest request, Session session) {
        var hidden = new LinkedHashMap<String, String>();
        for (var name : KEPT) form.one(name).ifPresent(value -> hidden.put(name, value));
        hidden.put(CONFIRM, proof(session));
        var person = users.find(realm.id(), session.person())
                .map(user -> user.settings().username())
                .orElse("");
        return pages.show(200, realm, http, locales(form), new SignOutPage(person, hidden), request.redirectUri());
    }

    private Response done(Realm realm, Request http, Form form, LogoutRequest request) {
        var answer = request.redirectUri() == null
                ? pages.show(200, realm, http, locales(form), new SignedOutPage("", ""), null)
                : Response.redirect(request.redirectUri()).noStore();
        return browser.signedOut(realm, answer);
    }

    private static Actor actor(Realm realm, Request http, Session session, Optional<User> user) {
        var label = user.map(known -> known.label(realm)).orElse("user:(gone)@" + realm.name());
        return Actor.person(label, session.person(), realm.id(), http.address());
    }

    private static List<String> locales(Form form) {
        return form.one("ui_locales").map(text -> List.of(text.split(" ", 20))).orElse(List.of());
    }
}
