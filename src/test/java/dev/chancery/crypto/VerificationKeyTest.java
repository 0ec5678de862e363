package dev.chancery.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("JW-03, JW-08, JW-14: which public keys may verify")
class VerificationKeyTest {

    @Test
    @DisplayName("RFC 7638 §3.1: the thumbprint of the RFC's own key is the kid where none is given")
    void thumbprint_has_a_known_answer() throws Exception {
        var jwk = JWK.parse("""
                {"kty":"RSA","e":"AQAB","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7a\
                PFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGj\
                QR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6W\
                eZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"}""");

        assertThat(VerificationKey.of(jwk, SignatureAlgorithm.RS256).kid())
                .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Our own public keys are sound")
    void own_keys_are_sound(SignatureAlgorithm algorithm) {
        var key = SigningKey.generate(algorithm);

        var other = VerificationKey.of(key.publicJwk(), algorithm);

        assertThat(other.kid()).isEqualTo(key.kid());
        assertThat(other.publicKey().getEncoded()).isEqualTo(key.publicKey().getEncoded());
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2047, 16384})
    @DisplayName("RFC 7518 §3.3: an RSA modulus of another size is refused")
    void rsa_sizes(int bits) {
        var modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);

        refused(rsa(modulus, BigInteger.valueOf(65537)), SignatureAlgorithm.RS256);
    }

    @Test
    @DisplayName("An even modulus, and exponents 1, 3, even and huge, are refused")
    void rsa_shapes() throws Exception {
        var good = SigningKey.generate(SignatureAlgorithm.RS256)
                .publicJwk()
                .toRSAKey()
                .getModulus()
                .decodeToBigInteger();

        refused(rsa(good.clearBit(0), BigInteger.valueOf(65537)), SignatureAlgorithm.RS256);
        for (var exponent : new BigInteger[] {
            BigInteger.ONE,
            BigInteger.TWO,
            BigInteger.valueOf(3),
            BigInteger.valueOf(65538),
            BigInteger.ONE.shiftLeft(2000).setBit(0)
        }) refused(rsa(good, exponent), SignatureAlgorithm.RS256);
    }

    @Test
    @DisplayName("A point off the curve is refused when it is read, and another curve when it is used")
    void ec_points() throws Exception {
        var good = SigningKey.generate(SignatureAlgorithm.ES256).publicJwk().toECKey();
        var json = good.toJSONString().replace(good.getY().toString(), flipped(good.getY()));

        assertThatThrownBy(() -> VerificationKey.of(JWK.parse(json), SignatureAlgorithm.ES256))
                .isInstanceOfAny(WeakKey.class, java.text.ParseException.class);
        refused(new ECKeyGenerator(Curve.P_384).generate().toPublicJWK(), SignatureAlgorithm.ES256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "0200000000000000000000000000000000000000000000000000000000000000",
                "00",
            })
    @DisplayName("Ed25519 points of small order, off the curve, not canonical or too short are refused")
    void ed25519_points(String hex) {
        var x = Base64URL.encode(HexFormat.of().parseHex(hex));

        refused(new OctetKeyPair.Builder(Curve.Ed25519, x).build(), SignatureAlgorithm.EDDSA);
    }

    @Test
    @DisplayName("RFC 8725 §3.1: a key serves the algorithm and the use it was made for, and no other")
    void keys_serve_one_purpose() {
        var rsa = SigningKey.generate(SignatureAlgorithm.RS256).publicJwk();
        var ec = SigningKey.generate(SignatureAlgorithm.ES256).publicJwk();
        var encryption = new RSAKey.Builder(rsa.toRSAKey())
                .keyUse(com.nimbusds.jose.jwk.KeyUse.ENCRYPTION)
                .algorithm(null)
                .build();

        refused(rsa, SignatureAlgorithm.PS256);
        refused(rsa, SignatureAlgorithm.ES256);
        refused(rsa, SignatureAlgorithm.EDDSA);
        refused(ec, SignatureAlgorithm.RS256);
        refused(encryption, SignatureAlgorithm.RS256);
    }

    private static JWK rsa(BigInteger modulus, BigInteger exponent) {
        return new RSAKey.Builder(Base64URL.encode(modulus), Base64URL.encode(exponent)).build();
    }

    private static String flipped(Base64URL text) {
        var bytes = text.decode();
        bytes[31] ^= 1;
        return Base64URL.encode(bytes).toString();
    }

    private static void refused(JWK jwk, SignatureAlgorithm algorithm) {
        assertThatThrownBy(() -> VerificationKey.of(jwk, algorithm)).isInstanceOf(WeakKey.class);
    }
}
