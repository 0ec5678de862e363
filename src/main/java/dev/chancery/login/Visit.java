package dev.chancery.login;

import dev.chancery.authorize.Asked;
import dev.chancery.authorize.Interaction;
import dev.chancery.client.Registration;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody at the page where people sign in.
///
/// @param handle by which the browser names the interaction
/// @param registration of the client that they sign in to
/// @param asked what it asks for
/// @param session of whoever is signed in in this browser
record Visit(
        Realm realm,
        Request http,
        Interaction interaction,
        String handle,
        Registration registration,
        Asked asked,
        @Nullable Session session) {

    List<String> locales() {
        return asked.locales();
    }

    /// The name of the client as people read it.
    String client() {
        var client = registration.client();
        var name = client.settings().name();
        return name.isEmpty() ? client.clientId() : name;
    }

    Response show(Pages pages, int status, Page page) {
        var answer = asked.replyTo().uri();
        return pages.show(status, realm, http, locales(), page, answer.isEmpty() ? null : URI.create(answer));
    }

    Visit with(Interaction changed) {
        return new Visit(realm, http, changed, handle, registration, asked, session);
    }
}
