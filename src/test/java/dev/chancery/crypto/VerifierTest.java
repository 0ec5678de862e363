package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.impl.ECDSA;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("JW-09: signatures that are not in JWS form, or only look like one")
class VerifierTest {
    private static final byte[] MESSAGE = "a message".getBytes(UTF_8);
    private static final byte[] ORDER =
            HexFormat.of().parseHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static final byte[] ED25519_ORDER =
            HexFormat.of().parseHex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");
    private static final byte[] ZERO = new byte[32];
    private static final Signer SIGNER = new Signer();

    private final Verifier verifier = new Verifier();

    @Test
    @DisplayName("ES256: r = 0, s = 0, r = n, s = n and all their pairs are refused (CVE-2022-21449)")
    void blank_signatures() {
        var key = SigningKey.generate(SignatureAlgorithm.ES256).verificationKey();

        for (var r : new byte[][] {ZERO, ORDER, filled(0xff), one()})
            for (var s : new byte[][] {ZERO, ORDER, filled(0xff)}) {
                assertThat(verifier.verify(key, MESSAGE, concat(r, s))).isFalse();
                assertThat(verifier.verify(key, MESSAGE, concat(s, r))).isFalse();
            }
    }

    @Test
    @DisplayName("ES256: DER in place of r‖s, 63, 65 and 96 bytes are refused (RFC 7518 §3.4)")
    void other_forms() throws Exception {
        var key = SigningKey.generate(SignatureAlgorithm.ES256);
        var signature = SIGNER.sign(key, MESSAGE);

        for (var other : new byte[][] {
            {},
            ECDSA.transcodeSignatureToDER(signature),
            Arrays.copyOf(signature, 63),
            Arrays.copyOf(signature, 65),
            concat(new byte[1], signature),
            concat(
                    concat(new byte[16], Arrays.copyOf(signature, 32)),
                    concat(new byte[16], Arrays.copyOfRange(signature, 32, 64)))
        }) assertThat(verifier.verify(key.verificationKey(), MESSAGE, other)).isFalse();

        assertThat(signature).hasSize(64);
        assertThat(verifier.verify(key.verificationKey(), MESSAGE, signature)).isTrue();
    }

    @Test
    @DisplayName("RS256: another length, and s + n, are refused")
    void rsa_forms() throws Exception {
        var key = SigningKey.generate(SignatureAlgorithm.RS256);
        var signature = SIGNER.sign(key, MESSAGE);
        var modulus = key.publicJwk().toRSAKey().getModulus().decodeToBigInteger();
        var larger = new BigInteger(1, signature).add(modulus).toByteArray();

        for (var other : new byte[][] {
            {}, concat(new byte[1], signature), Arrays.copyOf(signature, 255), larger, new byte[256], filled(256, 0xff)
        }) assertThat(verifier.verify(key.verificationKey(), MESSAGE, other)).isFalse();
    }

    @Test
    @DisplayName("EdDSA: S + L, the blank signature and other lengths are refused (RFC 8032 §5.1.7)")
    void ed25519_forms() {
        var key = SigningKey.generate(SignatureAlgorithm.EDDSA);
        var signature = SIGNER.sign(key, MESSAGE);
        var s = new BigInteger(1, reversed(Arrays.copyOfRange(signature, 32, 64)));
        var malleable = concat(
                Arrays.copyOf(signature, 32),
                reversed(to32(s.add(new BigInteger(1, ED25519_ORDER)).toByteArray())));

        for (var other :
                new byte[][] {{}, new byte[64], malleable, Arrays.copyOf(signature, 63), Arrays.copyOf(signature, 65)})
            assertThat(verifier.verify(key.verificationKey(), MESSAGE, other)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every change of one bit of a signature is refused, and the next good one still verifies")
    void bit_flips(SignatureAlgorithm algorithm) {
        var key = SigningKey.generate(algorithm);
        var signature = SIGNER.sign(key, MESSAGE);

        for (var bit = 0; bit < signature.length * 8; bit++) {
            signature[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verifier.verify(key.verificationKey(), MESSAGE, signature))
                    .isFalse();
            signature[bit / 8] ^= (byte) (1 << bit % 8);
        }

        assertThat(verifier.verify(key.verificationKey(), MESSAGE, signature)).isTrue();
    }

    @Test
    @DisplayName("A signature of one algorithm is none of another with the same key")
    void algorithms_are_not_interchangeable() {
        var key = SigningKey.generate(SignatureAlgorithm.RS256);
        var asPss = new VerificationKey(key.kid(), SignatureAlgorithm.PS256, key.publicKey());
        var asEc = new VerificationKey(key.kid(), SignatureAlgorithm.ES256, key.publicKey());

        var signature = SIGNER.sign(key, MESSAGE);

        assertThat(verifier.verify(asPss, MESSAGE, signature)).isFalse();
        assertThat(verifier.verify(asEc, MESSAGE, new byte[64])).isFalse();
    }

    private static byte[] one() {
        var one = new byte[32];
        one[31] = 1;
        return one;
    }

    private static byte[] filled(int value) {
        return filled(32, value);
    }

    private static byte[] filled(int length, int value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] concat(byte[] a, byte[] b) {
        var both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static byte[] to32(byte[] number) {
        var bytes = new byte[32];
        System.arraycopy(number, 0, bytes, 32 - number.length, number.length);
        return bytes;
    }

    private static byte[] reversed(byte[] bytes) {
        var reversed = new byte[bytes.length];
        for (var i = 0; i < bytes.length; i++) reversed[i] = bytes[bytes.length - 1 - i];
        return reversed;
    }
}
