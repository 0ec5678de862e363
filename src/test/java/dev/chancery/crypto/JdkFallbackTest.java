package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where Amazon's native library doesn't load, the JDK's providers do its work")
class JdkFallbackTest {

    @Test
    @DisplayName("Here it does load")
    void native_library_is_used() {
        assertThat(Signer.provider()).isEqualTo("AmazonCorrettoCryptoProvider");
    }

    @Test
    @DisplayName("Without it every algorithm still makes keys, signs, verifies and refuses")
    void fallback_works() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var child = new ProcessBuilder(
                        java,
                        "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true",
                        "-Djava.library.path=",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();

        var said = new String(child.getInputStream().readAllBytes(), UTF_8);

        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said)
                .contains(
                        "provider JDK", "RS256 true false", "PS256 true false", "ES256 true false", "EDDSA true false");
    }

    static final class Child {
        @SuppressWarnings("SystemOut")
        public static void main(String[] args) {
            var verifier = new Verifier();
            System.out.println("provider " + Signer.provider());
            var signer = new Signer();
            for (var algorithm : SignatureAlgorithm.values()) {
                var key = SigningKey.fromJwk(SigningKey.generate(algorithm).toJwk());
                var signature = signer.sign(key, new byte[10]);
                System.out.println(algorithm + " " + verifier.verify(key.verificationKey(), new byte[10], signature)
                        + " " + verifier.verify(key.verificationKey(), new byte[11], signature));
            }
        }
    }
}
