package dev.chancery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer;
import dev.chancery.ToolBox;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("PyJWT with the realm's jwks_uri")
class PyJwtTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String PROGRAM = """
            import jwt, requests, sys
            issuer, token, audience = sys.argv[1:]
            metadata = requests.get(issuer + "/.well-known/openid-configuration").json()
            key = jwt.PyJWKClient(metadata["jwks_uri"]).get_signing_key_from_jwt(token)
            algorithms = metadata["id_token_signing_alg_values_supported"]
            claims = jwt.decode(token, key.key, algorithms=algorithms, audience=audience, issuer=metadata["issuer"],
                                options={"require": ["exp", "iat", "iss", "aud", "sub"]})
            print(claims["azp"])
            """;

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    @DisplayName("accepts a token, and refuses it for another audience or with another signature")
    void verifies(String algorithm) {
        var realm = SERVER.realm("py-" + algorithm.toLowerCase(Locale.ROOT), Map.of("signatureAlgorithm", algorithm));
        var client = SERVER.client(realm);
        var token = SERVER.token(client).expect(200).text("access_token");
        var other = SERVER.token(client).expect(200).text("access_token");
        var issuer = SERVER.issuer(realm);

        assertThat(ToolBox.python(PROGRAM, issuer, token, issuer).succeeded().out())
                .isEqualTo(client.clientId() + "\n");
        assertThat(ToolBox.python(PROGRAM, issuer, token, "another").err()).contains("InvalidAudienceError");
        var forged = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
        assertThat(ToolBox.python(PROGRAM, issuer, forged, issuer).err()).contains("InvalidSignatureError");
    }
}
