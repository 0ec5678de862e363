package dev.chancery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("Programs for Node, unmodified, that find everything by the issuer's name")
class NodeClientsTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private final WebBrowser browser = new WebBrowser(SERVER);

    @Test
    @DisplayName("openid-client signs ada in, verifies her ID token, asks about her, refreshes and signs her out")
    void openid_client() throws IOException {
        var app = app("openid-client", Map.of("postLogoutRedirectUris", List.of("+")));
        var issuer = SERVER.issuer(app.client().realm());
        try (var program = new NodeClient(
                "openid-client", issuer, app.client().clientId(), app.client().secret(), App.CALLBACK)) {
            var told = signIn(program);
            assertKnowsAda(told);
            assertThat(told)
                    .extracting("introspected", InstanceOfAssertFactories.MAP)
                    .containsEntry("active", true)
                    .containsEntry("client_id", app.client().clientId());

            var left = browser.open((String) program.says().get("signOut")).left();
            assertThat(left).isEqualTo(App.CALLBACK + "?state=left");
            program.hears("");
            assertThat(program.says())
                    .containsEntry("refresh", "invalid_grant")
                    .containsEntry("userinfo", 401)
                    .containsEntry("introspected", Map.of("active", false));
        }
    }

    @Test
    @DisplayName("oauth4webapi does the same without a secret, and takes back what it was given")
    void oauth4webapi() throws IOException {
        var app = app("oauth4webapi", Map.of("publicClient", true));
        var issuer = SERVER.issuer(app.client().realm());
        try (var program = new NodeClient("oauth4webapi", issuer, app.client().clientId(), App.CALLBACK)) {
            assertKnowsAda(signIn(program));

            program.hears("");
            assertThat(program.says()).containsEntry("refresh", "invalid_grant").containsEntry("userinfo", 401);
        }
    }

    private static App app(String realm, Map<String, Object> members) {
        SERVER.realm(realm);
        App.person(SERVER, realm, "ada", Map.of());
        return App.in(SERVER, realm, members);
    }

    /// What the program is told of her, after she typed her password.
    private Map<String, Object> signIn(NodeClient program) throws IOException {
        var page = browser.open((String) program.says().get("signIn"));
        var typed = Map.of("username", "ada", "password", Residents.PASSWORD);
        program.hears(browser.submit(page, typed).left());
        return program.says();
    }

    private static void assertKnowsAda(Map<String, Object> told) {
        var subject = ((Map<?, ?>) told.get("idToken")).get("sub");
        assertThat(told)
                .extracting("userinfo", InstanceOfAssertFactories.MAP)
                .containsEntry("sub", subject)
                .containsEntry("email", "ada@example.com")
                .containsEntry("given_name", "Ada");
        assertThat(told)
                .extracting("again", InstanceOfAssertFactories.MAP)
                .containsEntry("sub", subject)
                .containsEntry("auth_time", ((Map<?, ?>) told.get("idToken")).get("auth_time"));
    }
}
