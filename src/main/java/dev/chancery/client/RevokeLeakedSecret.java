package dev.chancery.client;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Rights;
import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.SecretHash;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Lets whoever found a secret kill it. Holding it is the only right that this takes, and nothing is told in return.
public record RevokeLeakedSecret(
        Database db,
        ClientStore clients,
        ClientSecretStore secrets,
        MasterKeys keys,
        AuditTrail trail,
        InstantSource clock) {

    public void run(String text, String address) {
        if (!RandomToken.isClientSecret(text)) return;
        var finder = new Actor("whoever holds the secret", null, null, Rights.NONE, Set.of(), address);
        Stream.concat(Stream.of(keys.current()), keys.previous().stream())
                .flatMap(key -> found(key, text).stream())
                .forEach(secret -> revoke(finder, secret));
    }

    private List<ClientSecret> found(MasterKey key, String text) {
        return secrets.findByHash(SecretHash.of(key, text));
    }

    private void revoke(Actor finder, ClientSecret secret) {
        db.unit(() -> {
            var client = clients.find(secret.realm(), secret.client()).orElseThrow();
            if (!secrets.revoke(secret.client(), secret.id(), clock.instant())) return;
            var seen = Map.of("secret", secret.id(), "name", secret.name());
            trail.append(
                    finder,
                    secret.realm(),
                    Event.CLIENT_SECRET_LEAKED,
                    client.id().value(),
                    client.clientId(),
                    null,
                    seen);
        });
    }
}
