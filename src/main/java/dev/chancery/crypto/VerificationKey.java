package dev.chancery.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// A public key together with the one algorithm it may be used for: RFC 8725 §3.1.
public record VerificationKey(String kid, SignatureAlgorithm algorithm, PublicKey publicKey) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65_537);
    private static final int MOST_EXPONENT_BITS = 64;

    /// From somebody else's JWK (RFC 7517), for one algorithm; a key that is weak, malformed or meant for something
    /// else is a [WeakKey].
    public static VerificationKey of(JWK jwk, SignatureAlgorithm algorithm) {
        requireMeantFor(jwk, algorithm);
        try {
            requireSound(jwk, algorithm);
            var kid = jwk.getKeyID() == null ? jwk.computeThumbprint().toString() : jwk.getKeyID();
            return new VerificationKey(kid, algorithm, KeyMaterial.publicKey(algorithm, jwk));
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException | IllegalStateException unfit) {
            throw new WeakKey("the key is malformed");
        }
    }

    private static void requireMeantFor(JWK jwk, SignatureAlgorithm algorithm) {
        var type = switch (algorithm) {
            case RS256, PS256 -> KeyType.RSA;
            case ES256 -> KeyType.EC;
            case EDDSA -> KeyType.OKP;
        };
        if (!jwk.getKeyType().equals(type))
            throw new WeakKey("the key is of another type than " + algorithm + " needs");
        if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().equals(algorithm.jws()))
            throw new WeakKey("the key is meant for another algorithm");
        if (jwk.getKeyUse() != null && !jwk.getKeyUse().equals(KeyUse.SIGNATURE))
            throw new WeakKey("the key is not meant for signatures");
        if (jwk.getKeyOperations() != null && !jwk.getKeyOperations().contains(KeyOperation.VERIFY))
            throw new WeakKey("the key is not meant for verifying");
    }

    private static void requireSound(JWK jwk, SignatureAlgorithm algorithm) {
        switch (algorithm) {
            case RS256, PS256 -> requireSound(jwk.toRSAKey());
            case EDDSA -> requireSound(jwk.toOctetKeyPair());
            case ES256 -> { // Nimbus refuses a point off the curve when it reads the JWK
                if (!jwk.toECKey().getCurve().equals(Curve.P_256)) throw new WeakKey("the curve is not P-256");
            }
        }
    }

    private static void requireSound(OctetKeyPair key) {
        if (!key.getCurve().equals(Curve.Ed25519)) throw new WeakKey("the curve is not Ed25519");
        var point = key.getX().decode();
        if (point.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(point, 0))
            throw new WeakKey("the Ed25519 point is not of the curve's prime order");
    }

    /// RFC 7518 §3.3: "A key of size 2048 bits or larger MUST be used".
    private static void requireSound(RSAKey key) {
        var modulus = key.getModulus().decodeToBigInteger();
        var exponent = key.getPublicExponent().decodeToBigInteger();
        if (modulus.bitLength() < LEAST_RSA_BITS || modulus.bitLength() > MOST_RSA_BITS || !modulus.testBit(0))
            throw new WeakKey("the RSA modulus must be odd and have 2048 to 8192 bits");
        if (exponent.compareTo(LEAST_EXPONENT) < 0 || exponent.bitLength() > MOST_EXPONENT_BITS || !exponent.testBit(0))
            throw new WeakKey("the RSA exponent must be odd and at least 65537");
    }
}
