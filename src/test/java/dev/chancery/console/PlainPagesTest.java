package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.Residents;
import dev.chancery.Shell;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser.View;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The console without scripts")
class PlainPagesTest {
    private static final String REALM = "/console/realms/alpha";
    private static final Pattern OPENED = Pattern.compile("<tbody>\\s*<tr><th scope=\"row\"><a href=\"([^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*>([^<]+)<");

    private static final Pattern COMMAND = Pattern.compile("<code class=\"command\">([^<]+)<");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha");
        Residents.of(SERVER).user("alpha", "ada", "admin");
        Residents.of(SERVER).user("master", "second", "admin");
        ada = Desk.of(SERVER, "alpha", "ada");
    }

    private static View post(String path, Map<String, String> form) {
        var fields = new HashMap<>(form);
        fields.put("mark", ada.mark());
        return ada.browser().post(SERVER.url() + path, fields);
    }

    @Test
    @DisplayName(
            "says what a form has done once: on the page that it leads to, not when that is loaded anew, nor to what"
                    + " a page asks in the background, nor because a link says so")
    void done_once() {
        SERVER.client("alpha", Map.of("clientId", "noted"));
        var said = "<p class=\"done\" role=\"status\">Saved.</p>";
        var path = REALM + "/clients/noted/advanced";
        var typed =
                Map.of("version", ada.open(path).field("version"), "tokenLifespanSeconds", "60", "mark", ada.mark());

        var saved = ada.browser().postUpTo(SERVER.url() + path, SERVER.url() + path, typed);
        assertThat(saved).isEqualTo(SERVER.url() + path);
        var cookies = "console=%s; console-done=saved".formatted(ada.cookie());
        assertThat(ada.browser().cookies()).containsEntry("console-done", "saved");
        var background =
                SERVER.send(SERVER.request(path).header("Cookie", cookies).header("HX-Request", "true"));
        assertThat(background.expect(200).body()).doesNotContain(said);
        assertThat(background.response().headers().allValues("Set-Cookie")).isEmpty();

        ada.open(saved).shows(said);
        for (var later : List.of(path, path + "?done=saved"))
            assertThat(ada.open(later).body()).as(later).doesNotContain(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tilde~",
                "https://api.example/orders",
                "back\\slash",
                "..",
                "%2F",
                "create",
                "new",
                "why?no&yes=#+1"
            })
    @DisplayName("opens each client from the list, whatever its client_id is made of")
    void any_client(String clientId) {
        SERVER.client("alpha", Map.of("clientId", clientId));
        var list = ada.open(REALM + "/clients?" + TestServer.encoded(Map.of("clientId", clientId)));
        var link = OPENED.matcher(list.body());
        assertThat(link.find()).as(list.body()).isTrue();

        for (var tab : List.of("", "/advanced", "/credentials", "/roles", "/evaluate", "/delete"))
            ada.open(link.group(1) + tab).answer().expect(200);
        var page = ada.open(link.group(1) + "/advanced");
        post(link.group(1) + "/advanced", Map.of("version", page.field("version"), "tokenLifespanSeconds", "60"))
                .answer()
                .expect(200);

        var read =
                SERVER.api("GET", "/api/clients?realm=alpha&" + TestServer.encoded(Map.of("clientId", clientId)), null);
        assertThat(Townsfolk.all(read).getFirst()).containsEntry("tokenLifespanSeconds", 60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example/b", "...", "two\\slashes", "%2e%2e", "what?#"})
    @DisplayName("withdraws what somebody lets a client do, whatever its client_id is made of")
    void any_consent(String clientId) {
        var client = SERVER.client("alpha", Map.of("clientId", clientId));
        var ida = App.person(SERVER, "alpha", "ida", Map.of());
        Residents.of(SERVER).agree("alpha", ida, client.id(), "profile");
        var consents = REALM + "/users/" + ida + "/consents";

        var link = OPENED.matcher(
                ada.open(consents).shows(consents + "/" + client.id()).body());
        assertThat(link.find()).isTrue();
        ada.open(link.group(1)).answer().expect(200);
        ada.open(consents + "/" + client.id()).answer().expect(200);
        post(consents + "/" + client.id(), Map.of("do", "save")).shows("They let no client do anything in their name.");

        SERVER.api("DELETE", "/api/users/" + ida, null).expect(204);
    }

    @Test
    @DisplayName("lets whoever manages people withdraw what a client has of them, though they see no clients")
    void consent_without_clients() {
        Residents.of(SERVER).user("alpha", "uma", "manage-users");
        var uma = Desk.of(SERVER, "alpha", "uma");
        var client = SERVER.client("alpha", Map.of("clientId", "unseen"));
        var ida = App.person(SERVER, "alpha", "ida", Map.of());
        Residents.of(SERVER).agree("alpha", ida, client.id(), "profile");
        var consent = REALM + "/users/" + ida + "/consents/" + client.id();
        assertThat(uma.knock(REALM + "/clients/" + client.id()).status()).isEqualTo(403);

        uma.open(consent).shows("Withdraw all that unseen has of ida?");
        var withdrawn = uma.browser().post(SERVER.url() + consent, Map.of("do", "save", "mark", uma.mark()));

        withdrawn.shows("They let no client do anything in their name.");
        SERVER.api("DELETE", "/api/users/" + ida, null).expect(204);
    }

    @Test
    @DisplayName("answers what is no page of it with a page")
    void unknown() {
        for (var path : List.of("/console/nothing", REALM, REALM + "/nothing", REALM + "/clients/a/b/c"))
            assertThat(ada.open(path)
                            .shows("There is nothing at this address")
                            .answer()
                            .status())
                    .as(path)
                    .isEqualTo(404);
        assertThat(SERVER.get("/consoles").expect(404).header("Content-Type")).contains("json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-reference", "a/b", "..", "~"})
    @DisplayName("says that a failure is not there, whatever was typed for its reference")
    void reference(String typed) {
        ada.open(REALM + "/failures?" + TestServer.encoded(Map.of("reference", typed)))
                .shows("There is no failure " + typed + " here")
                .answer()
                .expect(200);
    }

    @Test
    @DisplayName("takes a description that was typed over several lines as one")
    void paragraph() {
        SERVER.client("alpha", Map.of("clientId", "told"));
        var path = REALM + "/clients/told";
        var form = new HashMap<>(Map.of("clientAuthentication", "on", "serviceAccountsRoles", "on"));
        form.putAll(Map.of("version", ada.open(path).field("version"), "description", "Sells\r\n\r\n tickets "));

        post(path, form).shows("Saved.");

        assertThat(SERVER.api("GET", "/api/clients/told?realm=alpha", null).text("description"))
                .isEqualTo("Sells tickets");
    }

    @Test
    @DisplayName("shows a form of the Credentials tab again with what was typed, and why it was refused")
    void refused_secret() {
        SERVER.client("alpha", Map.of("clientId", "keeper"));
        var path = REALM + "/clients/keeper/credentials";

        var refused = post(path, Map.of("name", "nightly", "expires", "2001-01-01"));

        refused.answer().expect(422);
        refused.shows("value=\"nightly\"", "value=\"2001-01-01\"", "role=\"alert\"");
        post(path + "/no-such-secret/reveal", Map.of()).shows("Rotate secret", "role=\"alert\"");
        post(path + "/no-such-secret/revoke", Map.of()).answer().expect(404);
    }

    @Test
    @DisplayName("rotates a secret once, though the form is sent again: the secret that was just copied stays good")
    void rotated_once() {
        var client = SERVER.client("alpha", Map.of("clientId", "rotator", "secretStorage", "hashed"));
        var path = REALM + "/clients/rotator/credentials";
        var form = Map.of("newest", ada.open(path).field("newest"));
        var secret = SECRET.matcher(post(path + "/rotate", form).body());
        assertThat(secret.find()).isTrue();

        post(path + "/rotate", form).shows("Nothing was rotated").answer().expect(422);

        SERVER.token(new TestClient("alpha", client.id(), "rotator", secret.group(1)))
                .expect(200);
    }

    @Test
    @DisplayName("says of what is no document where it is none, and of one that is nested too deeply that it is")
    void no_document() {
        var document = REALM + "/document";

        post(document, Map.of("document", "{\n\n  x}"))
                .shows("see line 3, column 3")
                .answer()
                .expect(422);
        for (var deep : List.of("[".repeat(3000), "{\"a\":".repeat(1500)))
            post(document, Map.of("document", deep))
                    .shows("nested too deeply")
                    .answer()
                    .expect(422);
    }

    @Test
    @DisplayName("applies no document over what was changed since it was shown: of two tabs the later one is told")
    void two_tabs() {
        SERVER.realm("written", Map.of("displayName", "Before"));
        var second = Desk.of(SERVER, "master", "second");
        var path = "/console/realms/written/document";
        for (var users : List.of("", "?users=true")) {
            var version = second.open(path + users).field("version");
            SERVER.client("written");
            var typed = "{\"version\": 1, \"realm\": {\"name\": \"written\", \"displayName\": \"After\"}}";
            var form = Map.of("mark", second.mark(), "version", version, "document", typed);

            for (var todo : List.of("foretell", "save")) {
                var sent = new HashMap<>(form);
                sent.put("do", todo);
                second.browser().post(SERVER.url() + path, sent).shows("Others have changed this since you opened it");
            }

            assertThat(SERVER.api("GET", "/api/realms/written", null).text("displayName"))
                    .isEqualTo("Before");
        }
    }

    @Test
    @DisplayName("applies a document over what others have changed only once it was shown what becomes of that")
    void over_others() {
        SERVER.realm("settled");
        var second = Desk.of(SERVER, "master", "second");
        var path = "/console/realms/settled/document";
        var version = second.open(path).field("version");
        var form = new HashMap<>(Map.of("mark", second.mark(), "version", version, "prune", "on", "do", "save"));
        var document = SERVER.api("GET", "/api/realms/settled/configuration", null)
                .expect(200)
                .body();
        SERVER.client("settled", Map.of("clientId", "of-others"));

        form.put(
                "document",
                "{\"version\": 1, \"realm\": {\"name\": \"settled\"}, \"clients\": [{\"clientId\": \"\"}]}");
        var refused = second.browser().post(SERVER.url() + path, form).shows("/clients/0/");
        assertThat(refused.field("version")).isEqualTo(version);

        form.put("document", document);
        var told = second.browser()
                .post(SERVER.url() + path, form)
                .shows("Others have changed this since you opened it", "Delete client of-others");
        told.answer().expect(422);
        SERVER.api("GET", "/api/clients/of-others?realm=settled", null).expect(200);

        form.put("version", told.field("version"));
        second.browser().post(SERVER.url() + path, form).shows("Applied.");
        SERVER.api("GET", "/api/clients/of-others?realm=settled", null).expect(404);
    }

    @Test
    @DisplayName(
            "shows what it asked in commands that answer the same, and the thing that it is about as the API has it")
    void shown_as(@TempDir Path home) {
        var clientId = "shown as'".replace(' ', '_');
        SERVER.client("alpha", Map.of("clientId", clientId, "description", "told to all"));
        var program = new TestProgram(home).with("CHANCERY_CLI_PASSWORD", TestServer.PASSWORD);
        program.run("login", "--server", SERVER.url()).expect(0);
        var link = OPENED.matcher(ada.open(REALM + "/clients?clientId=shown").body());
        assertThat(link.find()).isTrue();
        var audit = REALM + "/audit?type=client.created";

        for (var page : List.of(
                REALM + "/clients?clientId=shown&enabled=true",
                link.group(1),
                link.group(1) + "/credentials",
                REALM + "/settings",
                REALM + "/document?users=true",
                audit)) {
            var commands = COMMAND.matcher(ada.open(page).body()).results().toList();
            assertThat(commands).as(page).isNotEmpty();
            for (var command : commands) {
                var words = words(command.group(1).replace("&#39;", "'"));
                assertThat(words.getFirst()).isEqualTo("chancery");
                program.run(words.subList(1, words.size()).toArray(String[]::new))
                        .expect(0);
            }
        }
        ada.open(link.group(1)).shows("\"description\" : \"told to all\"");
        assertThat(ada.open(REALM + "/clients?publicClient=true").body()).doesNotContain("chancery client list");
    }

    @Test
    @DisplayName("turns over the failures of one client, and of no other, from its Activity")
    void own_failures() {
        var client = SERVER.client("alpha", Map.of("clientId", "refused-here"));
        SERVER.token(new TestServer.TestClient(client.realm(), client.id(), client.clientId(), "not the secret"))
                .expect(401);

        ada.open(REALM + "/clients/refused-here/activity").shows("/failures?subject=refused-here&amp;reverse=true");
    }

    @Test
    @DisplayName("finds clients by the beginning of their name, and says the command for it")
    void by_name() {
        SERVER.client("alpha", Map.of("clientId", "c-1", "name", "Nightly report"));
        SERVER.client("alpha", Map.of("clientId", "c-2", "name", "Daily report"));

        var list = ada.open(REALM + "/clients?name=nightly&sort=createdAt");
        assertThat(list.body())
                .contains("Nightly report", "chancery client list", "--name nightly")
                .doesNotContain("Daily report");
    }

    /// As a shell reads them.
    private static List<String> words(String line) {
        return List.of(Shell.run("printf '%s\\n' " + line).out().split("\n"));
    }
}
