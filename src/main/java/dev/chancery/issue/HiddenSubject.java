package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKey;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// Whom a token is about when its `sub` is for the clients of one sector (OpenID Connect Core §8): behind its `jti`, as
/// `{jti}.{keyId}.{hidden}`, so that this server finds the person again, and nobody else.
///
/// Each `jti` is drawn once, so that what hides the 16 bytes of an id hides nothing else; that they are as they were
/// written is the token's signature's to prove.
public record HiddenSubject(MasterKeys keys) {
    private static final int LENGTH = 16;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    String behind(String jti, RealmId realm, SubjectId person) {
        var key = keys.current();
        var id = UUID.fromString(person.value());
        var plain = ByteBuffer.allocate(LENGTH)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return "%s.%s.%s".formatted(jti, key.id(), TEXT.encodeToString(mixed(plain, key, realm, jti)));
    }

    /// The id of the subject in this server; absent when it can't be told any more.
    Optional<SubjectId> of(RealmId realm, String jti, String sub) {
        var parts = jti.split("\\.", 4);
        if (parts.length == 1) return Optional.of(new SubjectId(sub));
        if (parts.length != 3) return Optional.empty();
        return keys.find(parts[1]).map(key -> {
            var plain = ByteBuffer.wrap(mixed(Base64.getUrlDecoder().decode(parts[2]), key, realm, parts[0]));
            return new SubjectId(new UUID(plain.getLong(), plain.getLong()).toString());
        });
    }

    /// What is drawn anew for each token.
    static String id(String jti) {
        var end = jti.indexOf('.');
        return end < 0 ? jti : jti.substring(0, end);
    }

    private static byte[] mixed(byte[] bytes, MasterKey key, RealmId realm, String jti) {
        var pad = key.hmac("hidden-subject", (realm.value() + "\n" + jti).getBytes(UTF_8));
        var mixed = new byte[LENGTH];
        for (var i = 0; i < LENGTH; i++) mixed[i] = (byte) (bytes[i] ^ pad[i]);
        return mixed;
    }
}
