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

    /// What somebody has of a secret: its text, or the hash that a server under the same master key kept of it.
    public sealed interface Brought {
        record Text(String text) implements Brought {
            @Override
            public String toString() {
                return "Text[…]";
            }
        }

        /// @param weak as [ClientSecret] has it
        record Hash(SecretHash hash, boolean weak) implements Brought {}
    }

    Fresh insert(Client client, String name, @Nullable Instant expiresAt, Instant now) {
        return insert(client, name, RandomToken.clientSecret(), expiresAt, now);
    }

    /// One that somebody else has chosen, such as an operator's for the first start.
    public Fresh insert(Client client, String name, String text, @Nullable Instant expiresAt, Instant now) {
        return new Fresh(insert(client, name, new Brought.Text(text), expiresAt, now), text);
    }

    ClientSecret insert(Client client, String name, Brought brought, @Nullable Instant expiresAt, Instant now) {
        if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl))
            throw invalid("name", "1 to 100 characters, none of them a control character.");
        var id = RandomToken.uuid();
        var secret = new ClientSecret(
                id,
                client.realm(),
                client.id(),
                name,
                hash(brought),
                sealed(client, id, brought),
                isWeak(brought),
                now,
                expiresAt,
                null,
                ClientSecret.Usage.NONE);
        store.insert(secret);
        return secret;
    }

    boolean is(ClientSecret kept, Brought brought) {
        return switch (brought) {
            case Brought.Text(var text) -> kept.hash().matches(keys, text);
            case Brought.Hash bare -> kept.hash().equals(bare.hash());
        };
    }

    private SecretHash hash(Brought brought) {
        switch (brought) {
            case Brought.Text(var text) -> {
                if (text.length() < 8 || text.length() > 1024) throw invalid("secret", "8 to 1,024 characters.");
                return SecretHash.of(keys.current(), text);
            }
            case Brought.Hash bare -> {
                if (keys.find(bare.hash().keyId()).isEmpty())
                    throw invalid("hash", "It was made under a master key that this server does not have.");
                return bare.hash();
            }
        }
    }

    private @Nullable Sealed sealed(Client client, String id, Brought brought) {
        if (client.settings().secretStorage() == SecretStorage.HASHED) return null;
        return brought instanceof Brought.Text(var text)
                ? Sealed.seal(keys.current(), text.getBytes(UTF_8), ClientSecret.context(client.realm(), id))
                : null;
    }

    private static boolean isWeak(Brought brought) {
        return switch (brought) {
            case Brought.Text(var text) -> !RandomToken.isClientSecret(text) && text.length() < 32;
            case Brought.Hash bare -> bare.weak();
        };
    }

    String open(ClientSecret secret, Sealed sealed) {
        return new String(sealed.open(keys, ClientSecret.context(secret.realm(), secret.id())), UTF_8);
    }
}
