package dev.chancery.crypto;

import java.security.PublicKey;

/// A public key together with the one algorithm it may be used for: RFC 8725 §3.1.
public record VerificationKey(String kid, SignatureAlgorithm algorithm, PublicKey publicKey) {}
