package dev.chancery.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Key pairs, made and carried between the JCA's objects and JWK: RFC 7517, 8037, and 8410 for Ed25519's DER.
final class KeyMaterial {
    private static final int RSA_BITS = 2048;
    private static final byte[] ED25519_X509 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] ED25519_PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private KeyMaterial() {}

    static KeyPair generate(SignatureAlgorithm algorithm) throws GeneralSecurityException {
        var generator = Corretto.keyPairGenerator(algorithm.keyType());
        switch (algorithm) {
            case RS256, PS256 -> generator.initialize(new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4));
            case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
            case EDDSA -> {}
        }
        return generator.generateKeyPair();
    }

    /// With the private part, `use=sig`, `alg`, and the RFC 7638 SHA-256 thumbprint as `kid`.
    static JWK jwk(SignatureAlgorithm algorithm, KeyPair pair) throws JOSEException {
        return switch (algorithm) {
            case RS256, PS256 ->
                new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                        .privateKey(pair.getPrivate())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm.jws())
                        .keyIDFromThumbprint()
                        .build();
            case ES256 ->
                new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                        .privateKey(pair.getPrivate())
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm.jws())
                        .keyIDFromThumbprint()
                        .build();
            case EDDSA ->
                new OctetKeyPair.Builder(Curve.Ed25519, last32(pair.getPublic().getEncoded()))
                        .d(last32(pair.getPrivate().getEncoded()))
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(algorithm.jws())
                        .keyIDFromThumbprint()
                        .build();
        };
    }

    static PublicKey publicKey(SignatureAlgorithm algorithm, JWK jwk) throws JOSEException, GeneralSecurityException {
        var der = switch (algorithm) {
            case RS256, PS256 -> jwk.toRSAKey().toRSAPublicKey().getEncoded();
            case ES256 -> jwk.toECKey().toECPublicKey().getEncoded();
            case EDDSA -> concat(ED25519_X509, octets(jwk.toOctetKeyPair().getX()));
        };
        return Corretto.keyFactory(algorithm.keyType()).generatePublic(new X509EncodedKeySpec(der));
    }

    static PrivateKey privateKey(SignatureAlgorithm algorithm, JWK jwk) throws JOSEException, GeneralSecurityException {
        var der = switch (algorithm) {
            case RS256, PS256 -> jwk.toRSAKey().toRSAPrivateKey().getEncoded();
            case ES256 -> jwk.toECKey().toECPrivateKey().getEncoded();
            case EDDSA -> concat(ED25519_PKCS8, octets(jwk.toOctetKeyPair().getD()));
        };
        return Corretto.keyFactory(algorithm.keyType()).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static byte[] octets(Base64URL text) throws JOSEException {
        var octets = text.decode();
        if (octets.length != 32) throw new JOSEException("RFC 8037 §2: an Ed25519 key has 32 bytes");
        return octets;
    }

    private static Base64URL last32(byte[] der) {
        return Base64URL.encode(Arrays.copyOfRange(der, der.length - 32, der.length));
    }

    private static byte[] concat(byte[] prefix, byte[] rest) {
        var whole = Arrays.copyOf(prefix, prefix.length + rest.length);
        System.arraycopy(rest, 0, whole, prefix.length, rest.length);
        return whole;
    }
}
