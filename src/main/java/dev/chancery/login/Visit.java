package dev.chancery.login;

import dev.chancery.authorize.Interaction;
import dev.chancery.client.Registration;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody at the page where people sign in.
///
/// @param handle by which the browser names the interaction
/// @param registration of the client that sent them; absent when none did
/// @param session of whoever is signed in in this browser
record Visit(
        Realm realm,
        Request http,
        Interaction interaction,
        String handle,
        @Nullable Registration registration,
        @Nullable Session session) {

    List<String> locales() {
        var asked = interaction.asked();
        return asked == null ? List.of() : asked.locales();
    }

    /// The name of the client as people read it; empty when there is none.
    String client() {
        if (registration == null) return "";
        var client = registration.client();
        var name = client.settings().name();
        return name.isEmpty() ? client.clientId() : name;
    }

    /// Where the answer will lead: a form's way there is one that the page's policy has to allow.
    List<String> formTargets() {
        var asked = interaction.asked();
        return asked == null ? List.of() : List.of(asked.replyTo().target());
    }

    Response show(Pages pages, int status, Page page) {
        return pages.show(status, realm, http, locales(), page, formTargets());
    }

    Visit with(Interaction changed) {
        return new Visit(realm, http, changed, handle, registration, session);
    }
}
