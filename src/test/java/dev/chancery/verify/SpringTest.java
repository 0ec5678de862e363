package dev.chancery.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Spring Security in Spring Boot, unmodified, that finds everything by the issuer's name")
class SpringTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static SpringApp spring;
    private static TestClient machine;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final WebBrowser browser = new WebBrowser(SERVER);

    @BeforeAll
    static void start() throws IOException {
        SERVER.realm("shop");
        App.person(SERVER, "shop", "ada", Map.of());
        machine = SERVER.client("shop");
        // so short that Spring refreshes a token at every use
        var secret = App.in(SERVER, "shop", Map.of("tokenLifespanSeconds", 30)).client();
        var open = App.in(SERVER, "shop", Map.of("publicClient", true)).client();
        spring = new SpringApp(Stream.of(
                        SpringApp.issuer(SERVER.issuer("shop")),
                        SpringApp.login("secret", secret),
                        SpringApp.login("public", open))
                .flatMap(List::stream)
                .toList());
        returnsTo(secret, "/login/oauth2/code/secret");
        returnsTo(open, "/login/oauth2/code/public");
    }

    private static void returnsTo(TestClient client, String path) {
        var members = Map.of(
                "redirectUris", List.of(spring.url() + path),
                "postLogoutRedirectUris", List.of(spring.url()));
        SERVER.api("PATCH", "/api/clients/" + client.id(), members).expect(200);
    }

    @AfterAll
    static void stop() {
        if (spring != null) spring.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "public"})
    @DisplayName("oauth2Login signs ada in, with a secret and without one, and signs her out here too")
    void signs_in_and_out(String registration) throws Exception {
        signIn(registration);
        assertThat(get("/").expect(200).json())
                .containsEntry("email", "ada@example.com")
                .containsEntry("givenName", "Ada");

        var confirmation = new WebBrowser.View(spring.url() + "/logout", get("/logout"));
        var there = sentTo(post("/logout", confirmation.form()));
        assertThat(there).startsWith(SERVER.issuer("shop") + "/protocol/openid-connect/logout?id_token_hint=");
        assertThat(browser.open(there).left()).isEqualTo(spring.url());

        assertThat(get("/").status()).isEqualTo(302);
        browser.open(asked(registration)).shows("login-submit");
    }

    @Test
    @DisplayName("oauth2Login sends the resource server a token of hers, and refreshes it")
    void refreshes() throws Exception {
        signIn("secret");

        var first = get("/token").expect(200).text("value");
        var second = get("/token").expect(200).text("value");

        assertThat(second).isNotEqualTo(first);
        assertThat(call("Bearer " + second).expect(200).get("subject"))
                .isEqualTo(get("/").expect(200).get("subject"));
    }

    @Test
    @DisplayName("the resource server accepts a token of the realm and reads subject, client and scopes from it")
    void accepts() {
        var issued = SERVER.token(machine).expect(200);

        var answer = call("Bearer " + issued.text("access_token")).expect(200);

        assertThat(answer.json())
                .containsEntry("subject", issued.claims().get("sub"))
                .containsEntry("client", machine.clientId())
                .containsEntry("authorities", List.of("FACTOR_BEARER", "SCOPE_email", "SCOPE_profile"));
    }

    @Test
    @DisplayName("the resource server refuses a token of another realm, and one that was bent")
    void refuses() {
        var foreign = SERVER.token(SERVER.client("master")).text("access_token");
        var token = SERVER.token(machine).text("access_token");

        call("Bearer " + foreign).expect(401);
        call("Bearer " + token.substring(0, token.length() - 8) + "AAAAAAAA").expect(401);
        call("Basic Og==").expect(401);
    }

    @Test
    @DisplayName("the resource server goes on after the keys were revoked: it reads the new ones when it meets them")
    void after_revocation() {
        var before = SERVER.token(machine).text("access_token");
        call("Bearer " + before).expect(200);

        SERVER.api("POST", "/api/realms/shop/keys/rotate", Map.of("revoke", true))
                .expect(204);

        call("Bearer " + SERVER.token(machine).text("access_token")).expect(200);
    }

    /// The server's address that the application asks her to sign in at.
    private String asked(String registration) throws Exception {
        return sentTo(get("/oauth2/authorization/" + registration));
    }

    private void signIn(String registration) throws Exception {
        var page = browser.open(asked(registration));
        var typed = Map.of("username", "ada", "password", Residents.PASSWORD);
        var back = browser.submit(page, typed).left();
        assertThat(sentTo(get(back.substring(spring.url().length())))).isEqualTo(spring.url() + "/");
    }

    private static String sentTo(Answer answer) {
        return URI.create(spring.url())
                .resolve(answer.expect(302).header("Location"))
                .toString();
    }

    private Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(spring.url() + path)));
    }

    private Answer post(String path, Map<String, String> form) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(spring.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(TestServer.encoded(form))));
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        return new Answer(http.send(request.build(), BodyHandlers.ofByteArray()));
    }

    private static Answer call(String authorization) {
        return SERVER.send(
                HttpRequest.newBuilder(URI.create(spring.url() + "/caller")).header("Authorization", authorization));
    }
}
