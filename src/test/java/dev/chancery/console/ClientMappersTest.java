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

@DisplayName("The mappers of a client alone, in the console")
class ClientMappersTest {
    private static final String REALM = "/console/realms/alpha";
    private static final List<Map<String, ?>> TWO = List.of(
            Map.of(
                    "id",
                    "plan",
                    "name",
                    "plan",
                    "type",
                    "hardcoded-claim",
                    "claim",
                    "plan",
                    "config",
                    Map.of("value", "basic")),
            Map.of(
                    "id",
                    "aud",
                    "name",
                    "recipient",
                    "type",
                    "audience",
                    "config",
                    Map.of("audience", "https://desks.example")));

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha");
        Residents.of(SERVER).user("alpha", "ada", "admin");
        ada = Desk.of(SERVER, "alpha", "ada");
    }

    private static String mappers(String clientId) {
        return REALM + "/clients/" + clientId + "/mappers";
    }

    private static View send(String path, String todo, Map<String, String> typed) {
        var form = new HashMap<>(typed);
        form.put("do", todo);
        form.put("mark", ada.mark());
        return ada.browser().post(SERVER.url() + path, form);
    }

    private static List<?> kept(String clientId) {
        return (List<?>) SERVER.api("GET", "/api/clients/" + clientId + "?realm=alpha", null)
                .expect(200)
                .get("mappers");
    }

    private static Map<String, String> plan(String value) {
        return Map.of("name", "plan", "claim", "plan", "config.value", value, "tokens-access_token", "on");
    }

    @Test
    @DisplayName("say claims in its tokens and in no others: the form shows what would change, the preview what a token"
            + " says from then on, and why")
    void added() {
        SERVER.client("alpha", Map.of("clientId", "shop"));
        SERVER.client("alpha", Map.of("clientId", "other"));
        ada.open(REALM + "/clients/shop/client-scopes")
                .shows("/clients/shop/mappers\">Mappers of this client alone</a>");
        ada.open(mappers("shop")).shows("The client has no mappers of its own", "/clients/shop/mappers/create\"");
        ada.open(mappers("shop") + "/create").shows("/mappers/create?type=hardcoded-claim\"");
        var typed = new HashMap<>(plan("large"));
        typed.put("type", "hardcoded-claim");
        typed.put(
                "version",
                ada.open(mappers("shop") + "/create?type=hardcoded-claim").field("version"));

        send(mappers("shop") + "/create", "foretell", typed).shows("<dt>plan</dt>", "<ins>", "large");
        send(mappers("shop") + "/create", "request", typed).shows("id=\"as-request\"", "PATCH", "/api/clients/shop");
        assertThat(kept("shop")).isEmpty();
        var saved = send(mappers("shop") + "/create", "save", typed);

        assertThat(saved.url()).endsWith("/clients/shop/mappers");
        saved.shows("Saved.", "translate=\"no\">plan</a>");
        ada.open(REALM + "/clients/shop/evaluate")
                .shows("\"plan\" : \"large\"", "<th scope=\"row\">plan</th>", ">client shop</td>", ">plan</td>");
        assertThat(ada.open(REALM + "/clients/other/evaluate").body()).doesNotContain("\"plan\"");
    }

    @Test
    @DisplayName("leave the others as they are when one is changed or removed")
    void one_of_two() {
        var client = SERVER.client("alpha", Map.of("clientId", "desk", "mappers", TWO));
        var path = mappers("desk") + "/plan";
        var typed = new HashMap<>(plan("large"));
        typed.put("version", ada.open(path).shows("value=\"basic\"").field("version"));

        send(path, "save", typed).answer().expect(200);
        assertThat(SERVER.token(client).expect(200).claims())
                .containsEntry("plan", "large")
                .containsEntry("aud", "https://desks.example");

        send(path + "/remove", "save", Map.of("version", ada.open(path).field("version")))
                .shows("Removed.");
        assertThat(SERVER.token(client).expect(200).claims())
                .doesNotContainKey("plan")
                .containsEntry("aud", "https://desks.example");
    }

    @Test
    @DisplayName("are refused beside the field that is wrong, and what was typed is kept")
    void complaint() {
        SERVER.client("alpha", Map.of("clientId", "careless", "mappers", TWO));
        var typed = Map.of("type", "user-attribute", "name", "town", "claim", "sub", "config.attribute", "town");

        var refused = send(mappers("careless") + "/create", "save", typed);

        refused.shows("id=\"mapper-claim-complaint\"", "value=\"town\"")
                .answer()
                .expect(422);
        assertThat(kept("careless")).hasSize(2);
    }

    @Test
    @DisplayName("are refused for what is wrong with another one by the name of that, and beside no field")
    void of_another() {
        SERVER.client("alpha", Map.of("clientId", "twice", "mappers", TWO));
        var typed = new HashMap<>(plan("basic"));
        typed.put("name", "recipient");
        typed.put("version", ada.open(mappers("twice") + "/plan").field("version"));

        var refused = send(mappers("twice") + "/plan", "save", typed);

        refused.shows("Mapper recipient, Name:", "Another mapper here has this name.", "value=\"recipient\"")
                .answer()
                .expect(422);
        assertThat(refused.body()).doesNotContain("aria-invalid=\"true\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plan", "/plan/remove", "/create"})
    @DisplayName("are not changed over what was changed since they were shown: of two tabs the later one is told")
    void two_tabs(String form) {
        var client = SERVER.client("alpha", Map.of("mappers", TWO));
        var typed = new HashMap<>(plan("large"));
        typed.put("name", "another");
        typed.put("type", "hardcoded-claim");
        typed.put("version", ada.open(mappers(client.id()) + "/plan").field("version"));
        SERVER.api("PATCH", "/api/clients/" + client.id(), Map.of("description", "by the other tab"))
                .expect(200);
        var before = kept(client.id());

        for (var todo : List.of("foretell", "save"))
            assertThat(send(mappers(client.id()) + form, todo, typed).body())
                    .containsAnyOf("has changed since", "have changed this since");

        assertThat(kept(client.id())).isEqualTo(before);
    }

    @Test
    @DisplayName("decide whom its tokens are about, which those of a scope can't (Core §8.1)")
    void pairwise() {
        SERVER.client("alpha", Map.of("clientId", "sector"));
        var scope = SERVER.api("POST", "/api/scopes", Map.of("realmName", "alpha", "name", "desks"))
                .expect(201)
                .text("id");
        var ofScope = REALM + "/scopes/" + scope + "/mappers/create";
        var typed = Map.of("type", "pairwise-subject", "name", "pairwise", "config.salt", "0123456789abcdef");
        assertThat(ada.open(ofScope).body()).doesNotContain("pairwise-subject");
        ada.open(ofScope + "?type=pairwise-subject").answer().expect(404);
        send(ofScope, "save", typed).answer().expect(404);

        ada.open(mappers("sector") + "/create").shows("/mappers/create?type=pairwise-subject\"");
        send(mappers("sector") + "/create", "save", Map.of("type", "pairwise-subject", "name", "p", "config.salt", "x"))
                .shows("id=\"mapper-config-salt-complaint\"");
        send(mappers("sector") + "/create", "save", typed).answer().expect(200);

        assertThat(kept("sector")).singleElement().asString().contains("introspection", "0123456789abcdef");
    }
}
