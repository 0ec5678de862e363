package dev.chancery.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The arithmetic of the chain: each line's hash covers the line before it, so that none can be changed or left out
/// unnoticed. Payloads enter only as salted digests: erasing one leaves the chain whole, and tells nothing about it.
final class AuditChain {

    /// What the first line follows: the head of a new store.
    static final String ORIGIN = "";

    private AuditChain() {}

    static String digest(String salt, String payload) {
        return sha256(List.of(salt, payload));
    }

    static String next(String previous, AuditEntry entry) {
        var parts = new ArrayList<String>(List.of(
                previous,
                Long.toString(entry.number()),
                Long.toString(entry.at().toEpochMilli()),
                entry.realm().value(),
                entry.type(),
                entry.subject(),
                entry.actor(),
                entry.address(),
                entry.digest()));
        if (entry.actorId() != null) parts.add(entry.actorId());
        return sha256(parts);
    }

    /// The head under the master key: whoever can write the database but not this cannot cut or grow the trail.
    static String seal(MasterKey key, long number, String head) {
        return key.id() + "." + HexFormat.of().formatHex(key.hmac("audit-head", (number + ":" + head).getBytes(UTF_8)));
    }

    private static String sha256(List<String> parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                var bytes = part.getBytes(UTF_8);
                digest.update((bytes.length + ":").getBytes(UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
