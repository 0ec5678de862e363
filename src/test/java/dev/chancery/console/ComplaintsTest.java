package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.App;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What a form of the console was refused for")
class ComplaintsTest {
    private static final String REALM = "/console/realms/alpha";
    private static final Pattern TOLD =
            Pattern.compile("<p class=\"complaint\" id=\"complaint\" role=\"alert\">(.*?)</p>", Pattern.DOTALL);

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk english;
    private static Desk german;
    private static String person;

    @BeforeAll
    static void people() {
        SERVER.realm("alpha");
        Residents.of(SERVER).user("alpha", "ada", "admin");
        person = App.person(SERVER, "alpha", "grace", Map.of());
        SERVER.client("alpha", Map.of("clientId", "shop"));
        english = Desk.of(SERVER, "alpha", "ada");
        german = Desk.of(SERVER, "alpha", "ada");
        german.browser().with("Accept-Language", "de");
    }

    /// A form, what is typed into it, and the input that is at fault.
    enum Wrong {
        MALFORMED_URI(
                "/clients/shop",
                Map.of("redirectUris", "no address"),
                "client-redirectUris",
                "Valid Redirect URIs: 'no address': only visible ASCII characters, without a backslash.",
                "Gültige Redirect-URIs: „no address“: nur sichtbare ASCII-Zeichen, ohne Backslash."),
        OF_A_LIST(
                "/clients/shop",
                Map.of("refreshTokens", "on"),
                "client-standardFlow",
                "Authentication Flow: refresh_token needs another grant that begins with a sign-in.",
                "Wie Tokens zum Client kommen: refresh_token braucht noch einen Grant-Typ, der mit einer Anmeldung"
                        + " beginnt."),
        OF_A_STEP(
                "/clients/create",
                Map.of("step", "2", "clientId", "two words"),
                "client-clientId",
                "Client ID: 1 to 255 visible ASCII characters, without a space.",
                "Client-ID: 1 bis 255 sichtbare ASCII-Zeichen, ohne Leerzeichen."),
        REQUIRED(
                "/clients/new",
                Map.of(),
                "client-clientId",
                "Client ID: Give it a client ID.",
                "Client-ID: Geben Sie ihm eine Client-ID."),
        OUT_OF_BOUNDS(
                "/settings",
                Map.of("tokenLifespanSeconds", "5"),
                "realm-tokenLifespanSeconds",
                "Access token lifespan in seconds: A whole number from 30 to 86400.",
                "Lebensdauer der Access-Tokens in Sekunden: Eine ganze Zahl von 30 bis 86400."),
        NO_NUMBER(
                "/settings",
                Map.of("tokenLifespanSeconds", "soon"),
                "realm-tokenLifespanSeconds",
                "Access token lifespan in seconds: A whole number.",
                "Lebensdauer der Access-Tokens in Sekunden: Eine ganze Zahl."),
        NO_MOMENT(
                "/settings",
                Map.of("notBefore", "2030-01-31"),
                "realm-notBefore",
                "Not before: A whole number.",
                "Nicht vor: Eine ganze Zahl."),
        TAKEN(
                "/users/create",
                Map.of("username", "grace"),
                "user-username",
                "Username: Somebody in this realm has this username already.",
                "Benutzername: Jemand in diesem Realm hat diesen Benutzernamen schon."),
        SLASHED(
                "/groups/create",
                Map.of("name", "a/b"),
                "group-name",
                "Name: 1 to 255 characters, no slash and no control character among them.",
                "Name: 1 bis 255 Zeichen, weder Schrägstrich noch Steuerzeichen darunter."),
        EMPTY(
                "/roles/create",
                Map.of("name", ""),
                "role-name",
                "Role name: 1 to 255 characters, none of them a control character.",
                "Rollenname: 1 bis 255 Zeichen, kein Steuerzeichen darunter."),
        OF_A_MAPPER(
                "/clients/shop/mappers/create",
                Map.of("type", "user-attribute", "name", "town", "claim", "sub", "config.attribute", "town"),
                "mapper-claim",
                "Token claim name: The claim sub is said by the server.",
                "Name des Claims: Den Claim sub setzt der Server."),
        PAST(
                "/clients/shop/credentials",
                Map.of("name", "nightly", "expires", "2001-01-01"),
                "secret-expires",
                "Ends on (UTC); empty for never: A time that is still to come.",
                "Endet am (UTC); leer für nie: Ein Zeitpunkt, der noch kommt."),
        SHORT(
                "/users/{person}/credentials",
                Map.of("password", "short"),
                "credentials-password",
                "Password: 8 to 1,024 characters.",
                "Passwort: 8 bis 1.024 Zeichen."),
        NAMELESS(
                "/users/{person}/attributes",
                Map.of("name", "", "values", "x"),
                "name-0",
                "Key: A value stands beside an empty key.",
                "Schlüssel: Ein Wert steht neben einem leeren Schlüssel."),
        OF_A_DOCUMENT(
                "/document",
                Map.of("document", "{\"version\": 7}"),
                "document",
                "/version: This server knows version 1 of documents.",
                "/version: Dieser Server kennt Version 1 von Dokumenten.");

        final String path;
        final Map<String, String> typed;
        final String input;
        final String english;
        final String german;

        Wrong(String path, Map<String, String> typed, String input, String english, String german) {
            this.path = path;
            this.typed = typed;
            this.input = input;
            this.english = english;
            this.german = german;
        }

        View sent(Desk desk) {
            var form = new HashMap<>(typed);
            form.put("mark", desk.mark());
            form.put("do", "save");
            return desk.browser().post(SERVER.url() + REALM + path.replace("{person}", person), form);
        }
    }

    private static String told(View page) {
        var told = TOLD.matcher(page.body());
        assertThat(told.find()).as(page.body()).isTrue();
        return told.group(1);
    }

    private static String read(String markup) {
        return markup.replaceAll("<[^>]+>", "")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is said in the reader's language, under the label of the input that is at fault")
    void in_words(Wrong wrong) {
        var page = wrong.sent(german);

        page.answer().expect(422);
        assertThat(read(told(page))).isEqualTo(wrong.german);
        assertThat(read(told(wrong.sent(english)))).isEqualTo(wrong.english);
        assertThat(told(page)).doesNotContain("lang=");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("leads to that input, which is marked and says by what it is described")
    void leads(Wrong wrong) {
        var page = wrong.sent(english);

        assertThat(told(page)).contains("<a href=\"#" + wrong.input + "\">");
        var tag = Pattern.compile("<\\w+ [^>]*\\bid=\"" + wrong.input + "\"[^>]*>")
                .matcher(page.body());
        assertThat(tag.find()).as(page.body()).isTrue();
        assertThat(tag.group())
                .contains("aria-invalid=\"true\"")
                .containsPattern("aria-describedby=\"[^\"]*complaint\"");
    }

    @Test
    @DisplayName("is told under the label of an input that is on another page, and leads nowhere")
    void elsewhere() {
        SERVER.client("alpha", Map.of("clientId", "led", "redirectUris", List.of("https://shop.example/cb")));
        var form = Map.of("mark", german.mark(), "do", "save", "uri", "http://shop.example/cb");

        var told = told(german.browser().post(SERVER.url() + REALM + "/clients/led/check", form));

        assertThat(read(told))
                .isEqualTo("Gültige Redirect-URIs: „http://shop.example/cb“: http nur für die Loopback-Schnittstelle;"
                        + " verwenden Sie https.");
        assertThat(told).doesNotContain("href");
    }

    @Test
    @DisplayName("is nobody there, where a token is foretold: that is told beside the search, too")
    void nobody() {
        var page = german.open(REALM + "/clients/shop/evaluate?username=nobody");

        page.answer().expect(422);
        assertThat(read(told(page))).isEqualTo("Benutzername: Im Realm gibt es niemanden, der so heißt.");
        assertThat(told(page)).contains("<a href=\"#username\">");
    }

    @Test
    @DisplayName("is markup to nobody: what was typed is said as it was typed")
    void as_typed() {
        var form = Map.of("mark", german.mark(), "do", "save", "name", "<b>{0}</b>");
        german.browser()
                .post(SERVER.url() + REALM + "/roles/create", form)
                .answer()
                .expect(200);

        var again = german.browser().post(SERVER.url() + REALM + "/roles/create", form);

        assertThat(told(again)).contains("Eine Rolle &lt;b&gt;{0}&lt;/b&gt; gibt es schon.");
    }
}
