package dev.chancery.crypto;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/// What this server signs with: RFC 7518 §3.3–3.5 and RFC 8037 §3.1. All asymmetric; there is no `none`.
public enum SignatureAlgorithm {
    RS256("RS256", "SHA256withRSA", "RSA"),
    PS256("PS256", "RSASSA-PSS", "RSA"),
    ES256("ES256", "SHA256withECDSAinP1363Format", "EC"),
    EDDSA("EdDSA", "Ed25519", "Ed25519");

    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final String jwsName;
    private final String signature;
    private final String keyType;

    SignatureAlgorithm(String jwsName, String signature, String keyType) {
        this.jwsName = jwsName;
        this.signature = signature;
        this.keyType = keyType;
    }

    /// By the name of a JWS `alg` header, exactly as registered.
    public static Optional<SignatureAlgorithm> find(String name) {
        return Arrays.stream(values()).filter(alg -> alg.jwsName().equals(name)).findFirst();
    }

    public JWSAlgorithm jws() {
        return JWSAlgorithm.parse(jwsName);
    }

    public String jwsName() {
        return jwsName;
    }

    public boolean isRsa() {
        return keyType.equals("RSA");
    }

    String keyType() {
        return keyType;
    }

    Signature newSignature() throws GeneralSecurityException {
        var fresh = Corretto.signature(signature);
        if (this == PS256) fresh.setParameter(PSS);
        return fresh;
    }
}
