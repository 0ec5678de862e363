package dev.chancery.clientauth;

import dev.chancery.client.Client;
import dev.chancery.client.ClientSettings;
import dev.chancery.client.Registration;

/// A client that has proved who it is. Only [ClientAuthenticator] makes one.
public final class AuthenticatedClient {
    private final Registration registration;

    AuthenticatedClient(Registration registration) {
        this.registration = registration;
    }

    public Registration registration() {
        return registration;
    }

    public Client client() {
        return registration.client();
    }

    public ClientSettings settings() {
        return registration.client().settings();
    }
}
