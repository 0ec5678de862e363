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

@DisplayName("jose for Node with the realm's jwks_uri")
class JoseTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String PROGRAM = """
            import { createRemoteJWKSet, jwtVerify } from './target/node_modules/jose/dist/node/esm/index.js'
            const [issuer, token, forged] = process.argv.slice(1)
            const metadata = await (await fetch(issuer + '/.well-known/openid-configuration')).json()
            const keys = createRemoteJWKSet(new URL(metadata.jwks_uri))
            const expected = { issuer: metadata.issuer, audience: issuer, typ: 'JWT' }
            console.log((await jwtVerify(token, keys, expected)).payload.azp)
            for (const [bad, bent] of [[forged, {}], [token, { audience: 'another' }], [token, { issuer: 'another' }]])
              await jwtVerify(bad, keys, { ...expected, ...bent }).catch(refused => console.log(refused.code))
            """;

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    @DisplayName("accepts a token, and refuses it with another signature, for another audience, of another issuer")
    void verifies(String algorithm) {
        var realm = SERVER.realm("js-" + algorithm.toLowerCase(Locale.ROOT), Map.of("signatureAlgorithm", algorithm));
        var client = SERVER.client(realm);
        var token = SERVER.token(client).expect(200).text("access_token");
        var other = SERVER.token(client).expect(200).text("access_token");
        var forged = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        var printed = ToolBox.node(PROGRAM, SERVER.issuer(realm), token, forged)
                .succeeded()
                .out();

        assertThat(printed).isEqualTo("""
                        %s
                        ERR_JWS_SIGNATURE_VERIFICATION_FAILED
                        ERR_JWT_CLAIM_VALIDATION_FAILED
                        ERR_JWT_CLAIM_VALIDATION_FAILED
                        """.formatted(client.clientId()));
    }
}
