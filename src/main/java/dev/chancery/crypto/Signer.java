package dev.chancery.crypto;

import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/// Signs in JWS form (RFC 7518 §3): RSA first come, first served on one thread a core, so that no caller starves; the
/// rest at once on the caller's thread.
public final class Signer implements AutoCloseable {
    private final ThreadLocal<KeyedSignatures> signatures = ThreadLocal.withInitial(KeyedSignatures::new);
    private final ExecutorService rsa;

    public Signer() {
        this(Runtime.getRuntime().availableProcessors());
    }

    public Signer(int rsaThreads) {
        ThreadFactory threads = Thread.ofPlatform().name("sign-", 0).daemon().factory();
        this.rsa = Executors.newFixedThreadPool(rsaThreads, threads);
    }

    /// The provider that does the work: Amazon's, or the JDK's where the native library isn't there.
    public static String provider() {
        return Corretto.name();
    }

    public byte[] sign(SigningKey key, byte[] input) {
        return sign(key, input, 0, input.length);
    }

    public byte[] sign(SigningKey key, byte[] buffer, int offset, int length) {
        if (!key.algorithm().isRsa()) return signHere(key, buffer, offset, length);
        try {
            return rsa.submit(() -> signHere(key, buffer, offset, length)).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("signing failed", failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a signature", stopping);
        }
    }

    @Override
    public void close() {
        rsa.close();
    }

    private byte[] signHere(SigningKey key, byte[] buffer, int offset, int length) {
        try {
            return signatures.get().sign(key.algorithm(), key.privateKey(), buffer, offset, length);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("signing failed", failed);
        }
    }
}
