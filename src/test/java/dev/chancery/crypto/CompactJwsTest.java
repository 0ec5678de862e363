package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 7515, RFC 8725: a token presented to us says nothing until our key has vouched for it")
class CompactJwsTest {
    private static final Signer SIGNER = new Signer();
    private static final SigningKey KEY = SigningKey.generate(SignatureAlgorithm.ES256);
    private static final String CLAIMS = "{\"sub\":\"alice\",\"exp\":2000000000}";

    private final Verifier verifier = new Verifier();

    @ParameterizedTest
    @EnumSource
    @DisplayName("A token of ours is read back whole")
    void round_trip(SignatureAlgorithm algorithm) throws Exception {
        var key = SigningKey.generate(algorithm);
        var token = new String(CompactJws.sign(key, "JWT", CLAIMS.getBytes(UTF_8), SIGNER), UTF_8);

        var jws = CompactJws.parse(token);
        var claims = jws.claims(key.verificationKey(), verifier);

        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getExpirationTime()).hasTime(2_000_000_000_000L);
        assertThat(jws.kid()).contains(key.kid());
        assertThat(jws.alg()).isEqualTo(algorithm.jwsName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "nOnE", "NONE", "", "es256", "ES256 "})
    @DisplayName("JW-01: alg none in any spelling is refused, with a signature and without")
    void none_is_refused(String alg) {
        var signed = signed("{\"alg\":\"" + alg + "\"}", CLAIMS);

        refused(signed);
        refused(signed.substring(0, signed.lastIndexOf('.') + 1));
    }

    @Test
    @DisplayName("JW-01: a header without alg, or with one that is no text, is refused")
    void missing_alg_is_refused() {
        for (var header : List.of("{}", "{\"typ\":\"JWT\"}", "{\"alg\":null}", "{\"alg\":[\"ES256\"]}", "{\"alg\":1}"))
            refused(signed(header, CLAIMS));
    }

    @Test
    @DisplayName("JW-02: HS256, HS384 and HS512 keyed with the public key as PEM, DER or JWK are refused")
    void symmetric_confusion_is_refused() throws Exception {
        var der = KEY.publicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";
        var jwk = KEY.publicJwk().toJSONString();

        for (var bits : List.of("256", "384", "512"))
            for (var secret : List.of(der, pem.getBytes(UTF_8), pem.strip().getBytes(UTF_8), jwk.getBytes(UTF_8))) {
                var input = base64("{\"alg\":\"HS" + bits + "\"}") + "." + base64(CLAIMS);
                var mac = Mac.getInstance("HmacSHA" + bits);
                mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
                refused(input + "." + base64(mac.doFinal(input.getBytes(UTF_8))));
            }
    }

    @Test
    @DisplayName("JW-03: a header that names another algorithm than the key's is refused, whatever signed it")
    void algorithm_must_be_the_keys() {
        var rsa = SigningKey.generate(SignatureAlgorithm.RS256);
        for (var alg : List.of("RS256", "PS256", "EdDSA", "ES384", "ES256K"))
            refused(signed("{\"alg\":\"" + alg + "\"}", CLAIMS));

        var pss =
                new SigningKey(rsa.kid(), SignatureAlgorithm.PS256, rsa.privateKey(), rsa.publicKey(), rsa.publicJwk());
        var token = new String(CompactJws.sign(pss, "JWT", CLAIMS.getBytes(UTF_8), SIGNER), UTF_8);
        assertThatThrownBy(() -> CompactJws.parse(token).claims(rsa.verificationKey(), verifier))
                .isInstanceOf(InvalidJws.class);
    }

    @Test
    @DisplayName("JW-05: a key carried in the header vouches for nothing")
    void embedded_keys_are_ignored() {
        var thief = SigningKey.generate(SignatureAlgorithm.ES256);
        var header = "{\"alg\":\"ES256\",\"kid\":\"" + KEY.kid() + "\",\"jwk\":"
                + thief.publicJwk().toJSONString()
                + ",\"jku\":\"https://thief.example\",\"x5u\":\"https://thief.example\",\"x5c\":[\"\"]}";

        refused(signed(thief, header, CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"crit\":[\"exp\"]",
                "\"crit\":[\"b64\"],\"b64\":false",
                "\"crit\":[]",
                "\"crit\":null",
                "\"b64\":false",
                "\"b64\":true",
                "\"zip\":\"DEF\"",
                "\"enc\":\"A256GCM\"",
                "\"kid\":7",
                "\"kid\":null",
                "\"typ\":{}"
            })
    @DisplayName("JW-06: critical extensions, unencoded payloads and other forms of header are refused")
    void extensions_are_refused(String member) {
        refused(signed("{\"alg\":\"ES256\"," + member + "}", CLAIMS));
    }

    @Test
    @DisplayName("JW-04: a kid that is a path, a quote or 10 KiB long finds no key and harms nobody")
    void odd_kids() {
        for (var kid : List.of("../../dev/null", "' OR 1=1 --", "\\u0000", "other"))
            refused(signed("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}", CLAIMS));
        refused(signed("{\"alg\":\"ES256\",\"kid\":\"" + "k".repeat(10_240) + "\"}", CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\",\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\",\"x\":{\"a\":1,\"a\":2}}",
                "\uFEFF{\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\"}x",
                "{\"alg\":\"ES256\"}{}",
                "{\"alg\":\"ES256\"",
                "{alg:\"ES256\"}",
                "{'alg':'ES256'}",
                "{\"alg\":\"ES256\",}",
                "{\"alg\":\"ES256\"}//",
                "[\"alg\"]",
                "\"ES256\"",
                "null",
                ""
            })
    @DisplayName("JW-07: a header that is not one strict JSON object is refused")
    void header_json_is_strict(String header) {
        refused(signed(header, CLAIMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"alice\",\"sub\":\"bob\"}",
                "{\"act\":{\"sub\":\"a\",\"sub\":\"b\"}}",
                "\uFEFF{}",
                "{} {}",
                " {}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":Infinity}",
                "[]",
                "\"\"",
                "",
                "{\"iss\":7}",
                "{\"aud\":{}}"
            })
    @DisplayName("JW-07: claims that are not one strict JSON object are refused, though the signature is ours")
    void claims_json_is_strict(String claims) {
        refused(signed("{\"alg\":\"ES256\"}", claims));
    }

    @Test
    @DisplayName("JW-07, DS-07: bytes that are no UTF-8, and JSON of endless depth or digits, are refused")
    void json_is_bounded() {
        var header = base64("{\"alg\":\"ES256\"}");
        refused(signedParts(header, base64(new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'})));
        refused(signedParts(header, base64("{\"a\":".repeat(21) + "1" + "}".repeat(21))));
        refused(signedParts(header, base64("{\"a\":" + "9".repeat(41) + "}")));
        refused(signedParts(header, base64("{\"a\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_16))));
    }

    @Test
    @DisplayName("JW-07: padding, whitespace, foreign letters and unused bits in base64url are refused")
    void base64url_is_canonical() {
        var token = signed("{\"alg\":\"ES256\"}", CLAIMS);
        var parts = token.split("\\.", 3);
        var last = token.charAt(token.length() - 1);

        for (var other : List.of(
                token + "=",
                token + "==",
                token + "\n",
                " " + token,
                parts[0] + "=." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + "==." + parts[2],
                parts[0] + "." + parts[1].substring(0, 4) + "\r\n" + parts[1].substring(4) + "." + parts[2],
                token.replace('_', '/').replace('-', '+') + "/",
                token.substring(0, token.length() - 1) + (char) (last + 1),
                token + "\u00e9",
                token + "\u0441",
                parts[0] + ".\ud83d\ude00\ud83d\ude00.",
                parts[0] + "." + parts[1] + ".\ud83d\ude00")) refused(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "....", "a", "a.b", "a.b.c.d", "a.b.c.d.e"})
    @DisplayName("JW-12: two, four and five parts are refused, and so is nothing at all")
    void parts_are_three(String token) {
        refused(token);
    }

    @Test
    @DisplayName("A token over 16 KiB, or of dots only, is refused before it is taken apart")
    void length_is_bounded() {
        refused(signed("{\"alg\":\"ES256\"}", "{\"a\":\"" + "x".repeat(16_384) + "\"}"));
        refused(".".repeat(1_000_000));
        assertThatThrownBy(() -> CompactJws.parse(signed("{\"alg\":\"ES256\"}", CLAIMS), 100))
                .isInstanceOf(InvalidJws.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2000000000\"", "1e400", "-1", "null", "true", "[1]", "253402300800", "99999999999999999999"})
    @DisplayName("JW-11: exp, nbf and iat must be times")
    void times_are_numbers(String time) {
        for (var name : List.of("exp", "nbf", "iat"))
            refused(signed("{\"alg\":\"ES256\"}", "{\"" + name + "\":" + time + "}"));
    }

    @Test
    @DisplayName("JW-17: every change of one bit anywhere in a token is refused")
    void bit_flips() {
        var token = signed(
                "{\"alg\":\"ES256\",\"kid\":\"" + KEY.kid() + "\",\"typ\":\"JWT\"}",
                CLAIMS.replace("{", "{\"scope\":\"profile email\","));
        var flips = 0;

        for (var i = 0; i < token.length(); i++)
            for (var bit = 0; bit < 8; bit++, flips++)
                refused(token.substring(0, i) + (char) (token.charAt(i) ^ (1 << bit)) + token.substring(i + 1));

        assertThat(flips).isGreaterThan(2_000);
        assertThat(CompactJws.parse(token)
                        .claims(KEY.verificationKey(), verifier)
                        .getSubject())
                .isEqualTo("alice");
    }

    @Test
    @DisplayName("Neither the refusal nor the token's own text repeats what was sent")
    void nothing_is_repeated() {
        var token = signed("{\"alg\":\"ES256\"}", "{\"sub\":\"alice\"}");

        assertThat(CompactJws.parse(token).toString()).doesNotContain(token.substring(0, 10));
        assertThatThrownBy(() -> CompactJws.parse("secret.secret.secret")).hasMessageNotContaining("secret");
    }

    private void refused(String token) {
        assertThatThrownBy(() -> CompactJws.parse(token).claims(KEY.verificationKey(), verifier))
                .as(token.length() > 2_000 ? "a long token" : token)
                .isInstanceOf(InvalidJws.class);
    }

    private static String signed(String header, String claims) {
        return signed(KEY, header, claims);
    }

    private static String signed(SigningKey key, String header, String claims) {
        var input = base64(header) + "." + base64(claims);
        return input + "." + base64(SIGNER.sign(key, input.getBytes(UTF_8)));
    }

    private static String signedParts(String header, String payload) {
        var input = header + "." + payload;
        return input + "." + base64(SIGNER.sign(KEY, input.getBytes(UTF_8)));
    }

    private static String base64(String text) {
        return base64(text.getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
