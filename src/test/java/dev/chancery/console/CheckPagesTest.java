package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tab Check of a client")
class CheckPagesTest {
    private static final String CLIENTS = "/console/realms/alpha/clients/";
    private static final String ADD = ">Add redirect URI</button>";
    private static final String WILDCARD = "A redirect URI ends in /*.";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;
    private static Desk looker;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha");
        Residents.of(SERVER).user("alpha", "ada", "admin");
        var vic = Residents.of(SERVER).user("alpha", "vic");
        Residents.of(SERVER).grant("alpha", vic.id(), "realm-management", "view-clients");
        ada = Desk.of(SERVER, "alpha", "ada");
        looker = Desk.of(SERVER, "alpha", "vic");
    }

    private static void client(String clientId, List<String> redirectUris) {
        SERVER.client(
                "alpha",
                Map.of(
                        "clientId",
                        clientId,
                        "grantTypes",
                        List.of("client_credentials"),
                        "redirectUris",
                        redirectUris));
    }

    private static View tried(Desk desk, String clientId, String uri) {
        return desk.open(CLIENTS + clientId + "/check?" + TestServer.encoded(Map.of("uri", uri)));
    }

    private static List<?> redirectUris(String clientId) {
        return (List<?>) SERVER.api("GET", "/api/clients/%s?realm=alpha".formatted(clientId), null)
                .get("redirectUris");
    }

    @Test
    @DisplayName("tries an address where there are no redirect URIs yet, and registers it by the same page")
    void first_address() {
        client("fresh", List.of());
        assertThat(ada.open(CLIENTS + "fresh/check").body())
                .contains("The client has no redirect URI", "id=\"uri\"")
                .doesNotContain(ADD);

        var page = tried(ada, "fresh", "https://shop.example/cb").shows("It is not one of", ADD);
        assertThat(page.body()).contains("Only if you know").doesNotContain(WILDCARD);
        assertThat(redirectUris("fresh")).as("nothing is kept of the question").isEmpty();
        var form = new HashMap<>(Map.of("mark", ada.mark(), "version", page.field("version")));
        form.putAll(Map.of("uri", "https://shop.example/cb", "do", "save"));
        ada.browser().post(SERVER.url() + CLIENTS + "fresh/check", form).shows("Saved.");

        assertThat(redirectUris("fresh")).hasToString("[https://shop.example/cb]");
        tried(ada, "fresh", "https://shop.example/cb").shows("It is one of");
        assertThat(ada.browser()
                        .post(SERVER.url() + CLIENTS + "fresh/check", form)
                        .answer()
                        .status())
                .as("the entity tag is that of the page")
                .isEqualTo(422);
    }

    @Test
    @DisplayName(
            "says the risk of a wildcard before it is added, what cannot be registered, and offers nothing to others")
    void hazards() {
        client("hazard", List.of("https://shop.example/cb"));

        tried(ada, "hazard", "https://shop.example/*").shows(WILDCARD, "Codes go to any page below it.", ADD);
        assertThat(tried(ada, "hazard", "http://shop.example/cb")
                        .shows("It cannot be registered", "use https")
                        .body())
                .doesNotContain(ADD);
        assertThat(tried(looker, "hazard", "https://shop.example/other")
                        .shows("It is not one of")
                        .body())
                .doesNotContain(ADD);
    }

    @Test
    @DisplayName("leads to the address that was refused last, until it is registered, whoever may read of failures")
    void refused_last() {
        client("missed", List.of("https://shop.example/cb"));
        var grants = Map.of("grantTypes", List.of("authorization_code", "refresh_token"));
        SERVER.api("PATCH", "/api/clients/missed?realm=alpha", grants).expect(200);
        for (var uri : List.of("https://shop.example/first", "https://shop.example/callback?a=1&b=2"))
            SERVER.get("/realms/alpha/protocol/openid-connect/auth?"
                            + TestServer.encoded(
                                    Map.of("response_type", "code", "client_id", "missed", "redirect_uri", uri)))
                    .expect(400);
        var link = "/check?uri=https%3A%2F%2Fshop.example%2Fcallback%3Fa%3D1%26b%3D2\"";

        assertThat(ada.open(CLIENTS + "missed/check")
                        .shows(link, ">https://shop.example/callback?a=1&amp;b=2<")
                        .body())
                .doesNotContain("shop.example/first");
        assertThat(looker.open(CLIENTS + "missed/check")
                        .shows("Try a redirect URI")
                        .body())
                .doesNotContain(link);

        var both = List.of("https://shop.example/cb", "https://shop.example/callback?a=1&b=2");
        SERVER.api("PATCH", "/api/clients/missed?realm=alpha", Map.of("redirectUris", both))
                .expect(200);
        assertThat(ada.open(CLIENTS + "missed/check").body()).doesNotContain(link);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 200, 403, 412, 429, 503})
    @DisplayName("says that an address cannot be registered only where the API refuses it for what it is")
    void no_refusal(int status) {
        assertThat(foretold(status).cannotBeAdded()).isFalse();
        for (var refused : List.of(400, 409, 422))
            assertThat(foretold(refused).cannotBeAdded()).isTrue();
    }

    private static ClientCheckPages.CheckPage foretold(int status) {
        var nothing = Thing.NOTHING;
        var adding = new Answer(status, "", nothing);
        return new ClientCheckPages.CheckPage(nothing, "", nothing, "", nothing, adding, Outcome.NONE);
    }

    @Test
    @DisplayName("rehearses no change where a page of another site leads to it, nor does the short way")
    void led_from_elsewhere() {
        client("led", List.of());
        var led = Desk.of(SERVER, "alpha", "ada");
        assertThat(tried(led, "led", "https://shop.example/cb").body()).contains("dryRun=true", ADD);
        assertThat(led.open("/console/realms/alpha/clients/new").body()).contains("dryRun=true", "Its scope is");

        for (var site : List.of("cross-site", "same-site")) {
            led.browser().with("Sec-Fetch-Site", site);
            assertThat(tried(led, "led", "https://shop.example/cb")
                            .shows("It is not one of")
                            .body())
                    .doesNotContain("dryRun=true", ADD, "It cannot be registered");
            var quick = led.open("/console/realms/alpha/clients/new");
            quick.answer().expect(200);
            assertThat(quick.body()).doesNotContain("dryRun=true", "Its scope is");
        }
    }

    @Test
    @DisplayName("counts the risks on its label, and a wildcard is marked beside its field in the same words")
    void marked() {
        client("wide", List.of("https://shop.example/*"));
        client("exact", List.of("https://shop.example/cb"));

        ada.open(CLIENTS + "wide").shows("Risks: 1", WILDCARD, "id=\"client-redirectUris-risk\"");
        assertThat(ada.open(CLIENTS + "wide").body())
                .containsPattern("id=\"client-redirectUris\"[^>]+aria-describedby=\"[^\"]*client-redirectUris-risk");
        assertThat(ada.open(CLIENTS + "exact").body()).doesNotContain("Risks:", WILDCARD);
    }
}
