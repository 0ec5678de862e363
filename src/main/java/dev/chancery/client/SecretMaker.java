package dev.chancery.client;

import static dev.chancery.admin.Refused.invalid;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.Sealed;
import dev.chancery.crypto.SecretHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Draws secrets, and turns them into what is kept of them.
public record SecretMaker(MasterKeys keys, ClientSecretStore store) {

    /// The only moment in which the text of a hashed secret exists here.
    public record Fresh(ClientSecret secret, String text) {}

    Fresh insert(Client client, String name, @Nullable Instant expiresAt, Instant now) {
        return insert(client, name, RandomToken.clientSecret(), expiresAt, now);
    }

    /// One that somebody else has chosen, such as an operator's for the first start.
    public Fresh insert(Client client, String name, String text, @Nullable Instant expiresAt, Instant now) {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl))
            throw invalid("name", "1 to 100 characters, none of them a control character.");
        if (text.length() < 8 || text.length() > 1024) throw invalid("secret", "8 to 1,024 characters.");
        var id = RandomToken.uuid();
        var context = ClientSecret.context(client.realm(), id);
        var sealed = client.settings().secretStorage() == SecretStorage.RECOVERABLE
                ? Sealed.seal(keys.current(), text.getBytes(UTF_8), context)
                : null;
        var secret = new ClientSecret(
                id,
                client.realm(),
                client.id(),
                name,
                SecretHash.of(keys.current(), text),
                sealed,
                !RandomToken.isClientSecret(text) && text.length() < 32,
                now,
                expiresAt,
                null,
                ClientSecret.Usage.NONE);
        store.insert(secret);
        return new Fresh(secret, text);
    }

    String open(ClientSecret secret, Sealed sealed) {
        return new String(sealed.open(keys, ClientSecret.context(secret.realm(), secret.id())), UTF_8);
    }
}
