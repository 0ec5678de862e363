package dev.chancery.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/// Amazon Corretto Crypto Provider by instance, never installed for the whole machine; the JDK's providers where its
/// library doesn't load.
final class Corretto {
    private static final @Nullable Provider PROVIDER = load();

    private Corretto() {}

    static String name() {
        return PROVIDER == null ? "JDK" : PROVIDER.getName();
    }

    static Signature signature(String algorithm) throws GeneralSecurityException {
        return PROVIDER == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, PROVIDER);
    }

    static KeyPairGenerator keyPairGenerator(String type) throws GeneralSecurityException {
        return PROVIDER == null ? KeyPairGenerator.getInstance(type) : KeyPairGenerator.getInstance(type, PROVIDER);
    }

    static KeyFactory keyFactory(String type) throws GeneralSecurityException {
        return PROVIDER == null ? KeyFactory.getInstance(type) : KeyFactory.getInstance(type, PROVIDER);
    }

    private static @Nullable Provider load() {
        try {
            System.setProperty("com.amazon.corretto.crypto.provider.registerEdKeyFactory", "true");
            var provider = AmazonCorrettoCryptoProvider.INSTANCE;
            if (provider.getLoadingError() != null) return null;
            provider.assertHealthy();
            return provider;
        } catch (LinkageError | RuntimeException noNativeLibrary) {
            return null;
        }
    }
}
