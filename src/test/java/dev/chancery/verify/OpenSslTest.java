package dev.chancery.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Shell;
import dev.chancery.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("openssl with the public key of GET /realms/{realm}")
class OpenSslTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "RS256, dgst -sha256 -verify key.pem -signature signature input",
        "PS256, dgst -sha256 -sigopt rsa_padding_mode:pss -verify key.pem -signature signature input",
        "EdDSA, pkeyutl -verify -pubin -inkey key.pem -rawin -in input -sigfile signature"
    })
    @DisplayName("verifies the signature of a token, and refuses it over other content")
    void verifies(String algorithm, String command) throws IOException {
        var realm = SERVER.realm("ssl-" + algorithm.toLowerCase(Locale.ROOT), Map.of("signatureAlgorithm", algorithm));
        var token = SERVER.token(SERVER.client(realm)).expect(200).text("access_token");
        var signed = token.lastIndexOf('.');
        var key = SERVER.get("/realms/" + realm).expect(200).text("public_key");
        Files.writeString(
                folder.resolve("key.pem"),
                "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                        .formatted(key.replaceAll("(.{64})", "$1\n").strip()));
        Files.write(folder.resolve("signature"), Base64.getUrlDecoder().decode(token.substring(signed + 1)));
        Files.writeString(folder.resolve("input"), token.substring(0, signed), US_ASCII);

        assertThat(openssl(command).succeeded().out()).containsIgnoringCase("verified");

        Files.writeString(folder.resolve("input"), token.substring(0, signed) + "x", US_ASCII);
        assertThat(openssl(command).exit()).isNotZero();
    }

    private Shell openssl(String command) {
        return Shell.run("cd '%s' && openssl %s".formatted(folder, command));
    }
}
