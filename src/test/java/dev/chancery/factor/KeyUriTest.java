package dev.chancery.factor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("What an authenticator app takes over")
class KeyUriTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @DisplayName("whose account it is and at which realm, so that no name can say more than that")
    void names() {
        assertThat(uri("shop", "The Shop", "ada"))
                .isEqualTo("otpauth://totp/The%20Shop:ada?secret=SEED&issuer=The%20Shop");
        assertThat(uri("sly", "A:B&issuer=C", "ada:b?secret=AAAA&x=ü"))
                .isEqualTo("otpauth://totp/A%20B%26issuer%3DC:ada%3Ab%3Fsecret%3DAAAA%26x%3D%C3%BC"
                        + "?secret=SEED&issuer=A%20B%26issuer%3DC");
        assertThat(uri("plain", "", "ada")).isEqualTo("otpauth://totp/plain:ada?secret=SEED&issuer=plain");
    }

    private static String uri(String realm, String displayName, String username) {
        SERVER.realm(realm, Map.of("displayName", displayName));
        var user = Residents.of(SERVER).user(realm, username);
        var seed = Phone.fresh(SERVER, realm, user).seed;
        var uri = new KeyUri(Residents.of(SERVER).realm(realm), user, seed);
        assertThat(uri.toString()).doesNotContain(seed);
        return uri.text().replace(seed, "SEED");
    }
}
