package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Signing and verifying: RFC 7515, RFC 7518 §3, RFC 8037 §3.1")
class SignerTest {
    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);

    private final Verifier verifier = new Verifier();

    @ParameterizedTest
    @EnumSource
    @DisplayName("What a key signs, it verifies, and no other key does")
    void round_trip(SignatureAlgorithm algorithm) {
        var signer = new Signer();
        var key = SigningKey.generate(algorithm);
        var other = SigningKey.generate(algorithm);

        var signature = signer.sign(key, MESSAGE);

        assertThat(verifier.verify(key.verificationKey(), MESSAGE, signature)).isTrue();
        assertThat(verifier.verify(other.verificationKey(), MESSAGE, signature)).isFalse();
        assertThat(verifier.verify(key.verificationKey(), "another".getBytes(UTF_8), signature))
                .isFalse();
    }

    @Test
    @DisplayName("Nimbus verifies what we sign")
    void others_verify_it() throws Exception {
        var signer = new Signer();
        for (var algorithm : SignatureAlgorithm.values()) {
            if (algorithm == SignatureAlgorithm.EDDSA) continue; // Nimbus needs Tink for it
            var key = SigningKey.generate(algorithm);
            var token = new String(CompactJws.sign(key, "JWT", "{}".getBytes(UTF_8), signer), UTF_8);

            var verifiers = algorithm.isRsa()
                    ? new RSASSAVerifier(key.publicJwk().toRSAKey())
                    : new ECDSAVerifier(key.publicJwk().toECKey());

            assertThat(JWSObject.parse(token).verify(verifiers)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A kept key signs like the original, and its public JWK has kid, use and alg but no private member")
    void kept_keys_come_back(SignatureAlgorithm algorithm) throws Exception {
        var signer = new Signer();
        var key = SigningKey.generate(algorithm);

        var again = SigningKey.fromJwk(key.toJwk());

        assertThat(again.kid()).isEqualTo(key.kid());
        assertThat(again.publicJwk()).isEqualTo(key.publicJwk());
        assertThat(verifier.verify(key.verificationKey(), MESSAGE, signer.sign(again, MESSAGE)))
                .isTrue();
        assertThat(key.publicJwk().isPrivate()).isFalse();
        assertThat(key.publicJwk().toJSONObject())
                .containsEntry("kid", key.publicJwk().computeThumbprint().toString())
                .containsEntry("use", "sig")
                .containsEntry("alg", algorithm.jwsName())
                .doesNotContainKeys("d", "p", "q", "dp", "dq", "qi");
        assertThat(key.toString()).doesNotContain(key.toJwk().substring(10, 40));
    }

    @Test
    @DisplayName("64 callers at once, two keys alternating: every signature is the right key's")
    void concurrent_callers_never_mix_keys() throws Exception {
        for (var algorithm : SignatureAlgorithm.values()) {
            var keys = new SigningKey[] {SigningKey.generate(algorithm), SigningKey.generate(algorithm)};
            var signer = new Signer();
            try (var callers = Executors.newFixedThreadPool(64)) {
                var results = new ArrayList<Future<Boolean>>();
                for (var i = 0; i < 512; i++) {
                    var key = keys[i % 2];
                    var message = ("message " + i).getBytes(UTF_8);
                    results.add(callers.submit(
                            () -> verifier.verify(key.verificationKey(), message, signer.sign(key, message))));
                }
                for (var result : results) assertThat(result.get()).isTrue();
            }
        }
    }
}
