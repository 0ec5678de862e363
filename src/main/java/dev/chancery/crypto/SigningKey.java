package dev.chancery.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.text.ParseException;

/// A key this server signs with; `kid` is its RFC 7638 thumbprint, `publicJwk` what the JWKS shows (RFC 7517).
public record SigningKey(
        String kid, SignatureAlgorithm algorithm, PrivateKey privateKey, PublicKey publicKey, JWK publicJwk) {

    /// A fresh key: RSA 2048, P-256 or Ed25519. An RSA key takes a tenth of a second, varying widely.
    public static SigningKey generate(SignatureAlgorithm algorithm) {
        try {
            var pair = KeyMaterial.generate(algorithm);
            return of(algorithm, pair, KeyMaterial.jwk(algorithm, pair));
        } catch (GeneralSecurityException | JOSEException failed) {
            throw new IllegalStateException("no " + algorithm + " key can be made", failed);
        }
    }

    /// From what [#toJwk] wrote. It is our own writing, opened from its seal: anything unfit is a fault.
    public static SigningKey fromJwk(String json) {
        try {
            var jwk = JWK.parse(json);
            var algorithm = SignatureAlgorithm.find(jwk.getAlgorithm().getName())
                    .orElseThrow(() -> new IllegalStateException("a kept signing key has an unknown algorithm"));
            var pair = new KeyPair(KeyMaterial.publicKey(algorithm, jwk), KeyMaterial.privateKey(algorithm, jwk));
            return of(algorithm, pair, jwk);
        } catch (GeneralSecurityException | JOSEException | ParseException unfit) {
            throw new IllegalStateException("a kept signing key cannot be read");
        }
    }

    /// With the private part: to be sealed, and never to be shown.
    public String toJwk() {
        try {
            return KeyMaterial.jwk(algorithm, new KeyPair(publicKey, privateKey))
                    .toJSONString();
        } catch (JOSEException failed) {
            throw new IllegalStateException("a signing key cannot be written", failed);
        }
    }

    public VerificationKey verificationKey() {
        return new VerificationKey(kid, algorithm, publicKey);
    }

    private static SigningKey of(SignatureAlgorithm algorithm, KeyPair pair, JWK jwk) {
        return new SigningKey(jwk.getKeyID(), algorithm, pair.getPrivate(), pair.getPublic(), jwk.toPublicJWK());
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm + " " + kid + "]";
    }
}
