package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A JWT in JWS compact serialization (RFC 7515 §7.1): written from precomputed parts, read strictly (RFC 8725).
///
/// What was read stays closed until a key has vouched for it: [#claims] is the only way to its content.
public final class CompactJws {
    /// Characters.
    public static final int LONGEST = 16 * 1024;

    private static final int LONGEST_NAME = 256;
    private static final int READ_KEPT = 64 * 1024; // characters
    private static final int WRITTEN_KEPT = 4 * 1024; // headers
    private static final long LATEST_TIME = 253_402_300_799L; // the end of the year 9999

    /// Tokens of one key and type have one header, so it is read once. Nobody has vouched for what stands here; what is
    /// refused does not.
    private static final Cache<String, Header> READ = Caffeine.newBuilder()
            .maximumWeight(READ_KEPT)
            .weigher((String encoded, Header _) -> encoded.length())
            .executor(Runnable::run)
            .build();

    /// And written once.
    private static final Cache<Kind, byte[]> WRITTEN = Caffeine.newBuilder()
            .maximumSize(WRITTEN_KEPT)
            .executor(Runnable::run)
            .build();

    private final Header header;
    private final byte[] payload;
    private final byte[] signingInput;
    private final byte[] signature;

    private record Header(String alg, Optional<String> kid) {}

    private record Kind(String kid, SignatureAlgorithm algorithm, String typ) {}

    private CompactJws(Header header, byte[] payload, byte[] signingInput, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /// The token as ASCII bytes.
    ///
    /// @param typ what kind of token it is: RFC 7515 §4.1.9
    public static byte[] sign(SigningKey key, String typ, byte[] payload, Signer signer) {
        var encodedHeader = WRITTEN.get(new Kind(key.kid(), key.algorithm(), typ), CompactJws::encoded);
        var body = Base64Url.encodeToBytes(payload);
        var signingInput = Arrays.copyOf(encodedHeader, encodedHeader.length + 1 + body.length);
        signingInput[encodedHeader.length] = '.';
        System.arraycopy(body, 0, signingInput, encodedHeader.length + 1, body.length);

        var signature = Base64Url.encodeToBytes(signer.sign(key, signingInput));
        var token = Arrays.copyOf(signingInput, signingInput.length + 1 + signature.length);
        token[signingInput.length] = '.';
        System.arraycopy(signature, 0, token, signingInput.length + 1, signature.length);
        return token;
    }

    public static CompactJws parse(String token) {
        return parse(token, LONGEST);
    }

    /// Anything but a well-formed JWS of at most `longest` characters is an [InvalidJws].
    public static CompactJws parse(String token, int longest) {
        if (token.length() > longest) throw new InvalidJws("too long");
        var first = token.indexOf('.');
        var second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0)
            throw new InvalidJws("RFC 7515 §7.1: not three parts");

        var header = READ.get(token.substring(0, first), CompactJws::header);
        var letters = token.getBytes(ISO_8859_1);
        // of two halves of a character beyond it one letter is made, so that the places of the dots would be others
        if (letters.length != token.length()) throw new InvalidJws("not base64url");
        return new CompactJws(
                header,
                decode(letters, first + 1, second),
                Arrays.copyOf(letters, second),
                decode(letters, second + 1, letters.length));
    }

    /// Which key the token says it was signed with: a key to look up, nothing to trust.
    public Optional<String> kid() {
        return header.kid();
    }

    public String alg() {
        return header.alg();
    }

    /// What the token says, if it was signed with this key and for this key's algorithm; else [InvalidJws]. Judges no
    /// claim but the form of times.
    public JWTClaimsSet claims(VerificationKey key, Verifier verifier) {
        // RFC 8725 §3.1: "Each key MUST be used with exactly one algorithm, and this MUST be checked"
        if (!alg().equals(key.algorithm().jwsName())) throw new InvalidJws("alg is not the key's");
        if (kid().isPresent() && !kid().get().equals(key.kid())) throw new InvalidJws("kid is not the key's");
        if (!verifier.verify(key, signingInput, signature)) throw new InvalidJws("the signature is not valid");

        var claims = StrictJson.object(payload);
        for (var name : List.of("exp", "nbf", "iat")) requireTime(name, claims);
        try {
            return JWTClaimsSet.parse(claims);
        } catch (ParseException malformed) {
            throw new InvalidJws("malformed claims");
        }
    }

    private static byte[] encoded(Kind kind) {
        return new JWSHeader.Builder(kind.algorithm().jws())
                .type(new JOSEObjectType(kind.typ()))
                .keyID(kind.kid())
                .build()
                .toBase64URL()
                .toString()
                .getBytes(US_ASCII);
    }

    private static Header header(String encoded) {
        var letters = encoded.getBytes(ISO_8859_1);
        var members = StrictJson.object(decode(letters, 0, letters.length));
        requirePlain(members);
        return new Header(String.valueOf(members.get("alg")), Optional.ofNullable((String) members.get("kid")));
    }

    /// `jwk`, `jku`, `x5u` and `x5c` need no check: nothing reads them (RFC 8725 §3.10).
    private static void requirePlain(Map<String, Object> header) {
        if (!(header.get("alg") instanceof String)) throw new InvalidJws("RFC 7515 §4.1.1: alg must be present");
        for (var name : List.of("kid", "typ"))
            if (header.containsKey(name) && !(header.get(name) instanceof String text && isShort(text)))
                throw new InvalidJws(name + " is not a short text");
        // RFC 7515 §4.1.11: extensions "MUST be understood and processed"; this server has none
        for (var name : List.of("crit", "b64", "zip", "enc"))
            if (header.containsKey(name)) throw new InvalidJws(name + " is not supported");
    }

    /// What follows is looked up by it: no control characters, no halves of surrogate pairs.
    private static boolean isShort(String text) {
        return text.length() <= LONGEST_NAME
                && text.codePoints()
                        .noneMatch(
                                each -> Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE);
    }

    private static void requireTime(String name, Map<String, Object> claims) {
        if (!claims.containsKey(name)) return;
        if (!(claims.get(name) instanceof Number time)
                || !(time.doubleValue() >= 0 && time.doubleValue() <= LATEST_TIME))
            throw new InvalidJws("RFC 7519 §2: " + name + " is not a NumericDate");
    }

    private static byte[] decode(byte[] letters, int from, int to) {
        try {
            return Base64Url.decode(letters, from, to);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidJws("not base64url");
        }
    }

    @Override
    public String toString() {
        return "CompactJws["
                + TokenHash.of(new String(signingInput, US_ASCII)).hex().substring(0, 8) + "]";
    }
}
