package dev.chancery.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/// Checks signatures in JWS form (RFC 7518 §3, RFC 8037 §3.1); whatever is malformed is simply not valid.
public final class Verifier {
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final ThreadLocal<KeyedSignatures> signatures = ThreadLocal.withInitial(KeyedSignatures::new);

    public boolean verify(VerificationKey key, byte[] input, byte[] signature) {
        if (!hasFormOf(key, signature)) return false;
        try {
            return signatures.get().verify(key.algorithm(), key.publicKey(), input, signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static boolean hasFormOf(VerificationKey key, byte[] signature) {
        return switch (key.algorithm()) {
            case RS256, PS256 ->
                key.publicKey() instanceof RSAPublicKey rsa
                        && signature.length == (rsa.getModulus().bitLength() + 7) / 8;
            case ES256 -> // RFC 7518 §3.4: "The result MUST be a 64-octet sequence"; FIPS 186-5 §6.4.2: r and s in [1,
                // n-1]
                signature.length == 64 && isInGroup(signature, 0) && isInGroup(signature, 32);
            case EDDSA -> signature.length == 64;
        };
    }

    private static boolean isInGroup(byte[] signature, int offset) {
        var scalar = new BigInteger(1, Arrays.copyOfRange(signature, offset, offset + 32));
        return scalar.signum() > 0 && scalar.compareTo(P256_ORDER) < 0;
    }
}
