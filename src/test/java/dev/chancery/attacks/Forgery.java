package dev.chancery.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.Answer;
import dev.chancery.crypto.Signer;
import dev.chancery.crypto.SigningKey;
import dev.chancery.json.JsonText;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.type.TypeReference;

/// A true token, to be bent.
record Forgery(String token) {

    String header() {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]), UTF_8);
    }

    Map<String, Object> headerMembers() {
        return new HashMap<>(JsonText.MAPPER.readValue(header(), new TypeReference<Map<String, Object>>() {}));
    }

    /// The same header and claims, with the members given put in; signed no more.
    String withHeader(Map<String, Object> members) {
        var header = headerMembers();
        header.putAll(members);
        return encode(JsonText.of(header)) + token.substring(token.indexOf('.'));
    }

    String withClaims(Map<String, Object> members) {
        var claims = new HashMap<>(Answer.claimsOf(token));
        claims.putAll(members);
        return token.substring(0, token.indexOf('.') + 1)
                + encode(JsonText.of(claims))
                + token.substring(token.lastIndexOf('.'));
    }

    String unsigned(String alg) {
        var header = headerMembers();
        header.put("alg", alg);
        return encode(JsonText.of(header)) + "." + token.split("\\.", -1)[1] + ".";
    }

    /// As if the bytes of a public key were a secret: RFC 8725 §2.1.
    String hmac(String alg, byte[] key) {
        var header = headerMembers();
        header.put("alg", alg);
        var input = encode(JsonText.of(header)) + "." + token.split("\\.", -1)[1];
        try {
            var mac = Mac.getInstance("HmacSHA" + alg.substring(2));
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return input + "." + encode(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Signed by another key, which its header may bring along.
    String signedBy(SigningKey key, Signer signer, Map<String, Object> headerMembers) {
        var input = encode(JsonText.of(merged(headerMembers))) + "." + token.split("\\.", -1)[1];
        return input + "." + encode(signer.sign(key, input.getBytes(UTF_8)));
    }

    private Map<String, Object> merged(Map<String, Object> members) {
        var header = headerMembers();
        header.putAll(members);
        return header;
    }

    String bitFlipped(int bit) {
        var bytes = token.getBytes(UTF_8);
        bytes[bit / 8 % bytes.length] ^= (byte) (1 << (bit % 7));
        return new String(bytes, UTF_8);
    }

    static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
