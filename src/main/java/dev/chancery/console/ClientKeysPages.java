package dev.chancery.console;

import dev.chancery.http.Response;
import java.util.List;

/// By what keys tokens of a client are verified. It has none of its own in this version.
public final class ClientKeysPages {
    private static final Fields OWN = Fields.of("client", Field.unavailable("useJwksUrl"));

    /// @param jwksUri where the realm publishes its keys: RFC 8414 §2
    public record KeysPage(Thing client, String jwksUri, List<Filled> own) {}

    /// `GET …/clients/{clientId}/keys`.
    Response show(Visit visit) {
        var client = visit.get(ClientPages.path(visit));
        var jwksUri = visit.tokenUrl().replaceFirst("/token$", "/certs");
        return visit.show("client-keys", new KeysPage(client, jwksUri, OWN.shown(client)));
    }
}
