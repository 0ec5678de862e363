package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A form of the console")
class OwnFormsTest {
    private static final String MARKUP = "<script>alert(\"1\")</script>";
    private static final String SHOP = "/console/realms/alpha/clients/shop";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;
    private static Desk bob;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha", Map.of("displayName", MARKUP));
        SERVER.client("alpha", Map.of("clientId", "shop", "name", MARKUP, "description", MARKUP));
        for (var name : List.of("ada", "bob")) Residents.of(SERVER).user("alpha", name, "admin");
        ada = Desk.of(SERVER, "alpha", "ada");
        bob = Desk.of(SERVER, "alpha", "bob");
    }

    private static Map<String, String> change(String mark, String description) {
        var form = new HashMap<>(Map.of(
                "do",
                "save",
                "mark",
                mark,
                "enabled",
                "on",
                "clientAuthentication",
                "on",
                "serviceAccountsRoles",
                "on",
                "name",
                MARKUP,
                "description",
                description));
        form.values().removeIf(String::isEmpty);
        return form;
    }

    private static String description() {
        return SERVER.api("GET", "/api/clients/shop?realm=alpha", null)
                .expect(200)
                .text("description");
    }

    private static int post(WebBrowser browser, String mark) {
        return browser.post(SERVER.url() + SHOP, change(mark, "changed"))
                .answer()
                .status();
    }

    @Test
    @DisplayName("is known by its mark: without one, with a bent one, with another person's nothing is done (RFC 9700"
            + " §4.7)")
    void marks() {
        for (var mark : List.of("", "x", bob.mark(), ada.mark() + "A"))
            assertThat(post(ada.browser(), mark)).as(mark).isEqualTo(403);
        assertThat(description()).isNotEqualTo("changed");

        assertThat(ada.browser()
                        .post(SERVER.url() + SHOP, change(ada.mark(), "as they wished"))
                        .answer()
                        .status())
                .isEqualTo(200);
        assertThat(description()).isEqualTo("as they wished");
    }

    @Test
    @DisplayName("is not taken from another site, though it had the mark")
    void another_site() {
        var desk = Desk.of(SERVER, "alpha", "ada");
        for (var site : List.of("cross-site", "same-site", "rubbish")) {
            desk.browser().with("Sec-Fetch-Site", site);
            assertThat(post(desk.browser(), desk.mark())).as(site).isEqualTo(403);
        }
        assertThat(description()).isNotEqualTo("changed");
    }

    @Test
    @DisplayName("does nothing for somebody who is not signed in, and tells them that nothing was saved")
    void nobody() {
        var answer = new WebBrowser(SERVER).post(SERVER.url() + SHOP, change(ada.mark(), "changed"));

        answer.answer().expect(401);
        answer.shows("Nothing was saved", "href=\"/console/sign-in?realm=master\"");
        assertThat(description()).isNotEqualTo("changed");
    }

    @Test
    @DisplayName("XS-02, XS-05 shows names, and what was typed, as text")
    void markup() {
        for (var path : List.of(
                "/console/realms",
                "/console/realms/alpha/clients",
                SHOP,
                "/console/realms/alpha/clients?clientId=" + Call.segment("\"><img src=x onerror=alert(1)>"),
                SHOP + "/evaluate?scope=" + Call.segment(MARKUP) + "&username=" + Call.segment(MARKUP),
                SHOP + "/test-token?scope=" + Call.segment(MARKUP),
                "/console/realms/alpha/clients/" + Call.segment(MARKUP),
                "/console/realms/" + Call.segment(MARKUP) + "/clients"))
            assertThat(ada.open(path).body()).as(path).doesNotContain("<script>alert", "<img");
        assertThat(ada.open(SHOP).body()).contains("&lt;script&gt;");
    }
}
