package dev.chancery.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/// The server's certificate and key, for TLS 1.2 and 1.3 (RFC 9325). What cannot be read is told in one line.
public sealed interface Tls {
    String password();

    KeyStore load();

    /// A PKCS #12 or JKS file.
    record StoreFile(Path file, String password) implements Tls {
        @Override
        public KeyStore load() {
            try {
                return KeyStore.getInstance(file.toFile(), password.toCharArray());
            } catch (IOException | GeneralSecurityException unreadable) {
                throw new IllegalArgumentException("cannot read the TLS key store " + file, unreadable);
            }
        }
    }

    /// A certificate chain, the server's own first, and its key unencrypted in PKCS #8: RFC 7468 §5.1 and §10.
    record PemFiles(Path certificates, Path key) implements Tls {
        private static final Pattern PKCS8 =
                Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

        @Override
        public String password() {
            return "";
        }

        @Override
        public KeyStore load() {
            try {
                var chain = CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates)))
                        .toArray(Certificate[]::new);
                if (chain.length == 0) throw new IllegalArgumentException("there is no certificate in " + certificates);
                var store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry(
                        "tls",
                        privateKey(chain[0].getPublicKey().getAlgorithm()),
                        password().toCharArray(),
                        chain);
                return store;
            } catch (IOException | GeneralSecurityException unreadable) {
                throw new IllegalArgumentException(
                        "cannot read the TLS certificate %s or its key %s".formatted(certificates, key), unreadable);
            }
        }

        private PrivateKey privateKey(String algorithm) throws IOException, GeneralSecurityException {
            var pem = PKCS8.matcher(Files.readString(key, StandardCharsets.US_ASCII));
            if (!pem.find())
                throw new IllegalArgumentException(
                        "the TLS key %s is not an unencrypted PKCS #8 file (openssl pkcs8 -topk8 -nocrypt)"
                                .formatted(key));
            var der = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        }
    }
}
