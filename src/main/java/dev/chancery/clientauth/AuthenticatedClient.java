package dev.chancery.clientauth;

import dev.chancery.admin.Actor;
import dev.chancery.client.Client;
import dev.chancery.client.ClientSettings;
import dev.chancery.client.Registration;
import dev.chancery.realm.Realm;

/// A client that has proved who it is. Only [ClientAuthenticator] makes one.
public final class AuthenticatedClient {
    private final Registration registration;

    AuthenticatedClient(Registration registration) {
        this.registration = registration;
    }

    public Registration registration() {
        return registration;
    }

    /// The client, as the audit trail knows it.
    public Actor actor(Realm realm, String address) {
        return Actor.person(client().label(realm), client().serviceAccount(), realm.id(), address);
    }

    public Client client() {
        return registration.client();
    }

    public ClientSettings settings() {
        return registration.client().settings();
    }
}
