package dev.chancery.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.EnumMap;
import java.util.Map;

/// Signature objects of one thread, one for each algorithm, which remember the key they were last used with.
final class KeyedSignatures {
    private record Keyed(Signature signature, Key key) {
        @SuppressWarnings("ReferenceEquality") // equal keys in two objects only cost one more init
        boolean isFor(Key wanted) {
            return key == wanted;
        }
    }

    private final Map<SignatureAlgorithm, Keyed> signing = new EnumMap<>(SignatureAlgorithm.class);
    private final Map<SignatureAlgorithm, Keyed> verifying = new EnumMap<>(SignatureAlgorithm.class);

    byte[] sign(SignatureAlgorithm algorithm, PrivateKey key, byte[] buffer, int offset, int length)
            throws GeneralSecurityException {
        var keyed = signing.remove(algorithm);
        if (keyed == null || !keyed.isFor(key)) {
            keyed = new Keyed(keyed == null ? algorithm.newSignature() : keyed.signature, key);
            keyed.signature.initSign(key);
        }
        keyed.signature.update(buffer, offset, length);
        var signature = keyed.signature.sign();
        signing.put(algorithm, keyed);
        return signature;
    }

    boolean verify(SignatureAlgorithm algorithm, PublicKey key, byte[] input, byte[] signature)
            throws GeneralSecurityException {
        var keyed = verifying.remove(algorithm);
        if (keyed == null || !keyed.isFor(key)) {
            keyed = new Keyed(keyed == null ? algorithm.newSignature() : keyed.signature, key);
            keyed.signature.initVerify(key);
        }
        keyed.signature.update(input);
        var valid = keyed.signature.verify(signature);
        verifying.put(algorithm, keyed);
        return valid;
    }
}
