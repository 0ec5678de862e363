package dev.chancery.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 under one key: RFC 2104. Each thread keeps its own keyed `Mac`, so one call costs two compressions.
final class Hmac {
    private final ThreadLocal<Mac> macs;

    Hmac(byte[] key) {
        var secret = new SecretKeySpec(key, "HmacSHA256");
        macs = ThreadLocal.withInitial(() -> keyed(secret));
    }

    byte[] of(byte[] message) {
        return macs.get().doFinal(message);
    }

    private static Mac keyed(Key key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform has HmacSHA256", absent);
        }
    }
}
