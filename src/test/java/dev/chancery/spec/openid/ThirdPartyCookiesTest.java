package dev.chancery.spec.openid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The page that keycloak-js frames before all else")
class ThirdPartyCookiesTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String PATH = "/realms/%s/protocol/openid-connect/3p-cookies/step1.html";

    @Test
    @DisplayName("may be framed by anybody, for it knows nobody, and runs nothing but its own script")
    void policy() {
        var page = SERVER.get(PATH.formatted("master")).expect(200);

        assertThat(page.header("Content-Security-Policy"))
                .matches("default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; frame-ancestors \\*");
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @Test
    @DisplayName("is there only for a realm that is there")
    void realm() {
        SERVER.get(PATH.formatted("nowhere")).expect(404);
    }
}
