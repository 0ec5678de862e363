package dev.chancery.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.SignatureAlgorithm;
import dev.chancery.crypto.Signer;
import dev.chancery.crypto.SigningKey;
import dev.chancery.http.JettyListener;
import dev.chancery.http.ListenSettings;
import dev.chancery.http.Response;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/// A server that only signs: `POST /RS256` and `POST /ES256` each answer with a fresh token of a fixed shape.
final class Yardstick {
    private static final String CLAIMS = """
            {"iss":"http://127.0.0.1:8080/realms/bench","aud":"http://127.0.0.1:8080/realms/bench",\
            "sub":"550e8400-e29b-41d4-a716-446655440000","typ":"Bearer","azp":"machine-00","client_id":"machine-00",\
            "scope":"profile email","roles":["default-roles-bench"],"realm_access":{"roles":["default-roles-bench"]},\
            "preferred_username":"service-account-machine-00","jti":"5d41402a-bc4b-2a76-b971-""";
    private static final byte[] BEFORE = "{\"access_token\":\"".getBytes(US_ASCII);
    private static final byte[] AFTER = """
            ","expires_in":300,"refresh_expires_in":0,"token_type":"Bearer","not-before-policy":0,\
            "scope":"profile email"}""".getBytes(US_ASCII);

    private final SigningKey key;
    private final Signer signer;
    private final InstantSource clock;
    private final AtomicLong number = new AtomicLong();

    private Yardstick(SignatureAlgorithm algorithm, Signer signer, InstantSource clock) {
        this.key = SigningKey.generate(algorithm);
        this.signer = signer;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        var signer = new Signer();
        var rsa = new Yardstick(SignatureAlgorithm.RS256, signer, InstantSource.system());
        var ec = new Yardstick(SignatureAlgorithm.ES256, signer, InstantSource.system());
        var port = Integer.parseInt(arguments[0]);
        JettyListener.start(
                ListenSettings.on("127.0.0.1", port, () -> "yardstick"),
                request -> request.path().equals("/ES256") ? ec.answer() : rsa.answer());
    }

    private Response answer() {
        var now = clock.instant().getEpochSecond();
        var jti = 100_000_000_000L + number.incrementAndGet();
        var claims = CLAIMS + jti + "\",\"iat\":" + now + ",\"exp\":" + (now + 300) + "}";
        var token = CompactJws.sign(key, "JWT", claims.getBytes(US_ASCII), signer);
        var body = new byte[BEFORE.length + token.length + AFTER.length];
        System.arraycopy(BEFORE, 0, body, 0, BEFORE.length);
        System.arraycopy(token, 0, body, BEFORE.length, token.length);
        System.arraycopy(AFTER, 0, body, BEFORE.length + token.length, AFTER.length);
        return Response.json(200, body).noStore();
    }
}
