package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.Shell;
import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser.View;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a page of the console shows of its own requests")
class ShownAsTest {
    private static final String REALM = "/console/realms/" + AtConsole.REALM;
    private static final String REALM_API = "/api/realms/" + AtConsole.REALM;
    private static final List<String> MAKING = List.of(
            "/scopes/create", "/roles/create", "/users/create", "/groups/create", "/clients/create", "/clients/new");
    private static final List<String> LISTS = List.of("scopes", "roles", "clients", "groups", "users");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    private static Path home;

    private static Desk ada;
    private static TestProgram program;

    @BeforeAll
    static void furnish() {
        AtConsole.furnish(SERVER);
        Residents.of(SERVER).user("master", "second", "admin");
        ada = Desk.of(SERVER, "master", "second");
        program = new TestProgram(home).with("CHANCERY_CLI_PASSWORD", TestServer.PASSWORD);
        program.run("login", "--server", SERVER.url()).expect(0);
    }

    @Test
    @DisplayName("is a command line that runs and curl on every page, and a document of which nothing is to be changed")
    void every_page() throws Exception {
        var softly = new SoftAssertions();
        for (var path : Addresses.all()) {
            if (MAKING.stream().anyMatch(path::contains) || path.matches(".*/(realms/create|rotate)")) continue;
            var page = ada.open(new Townsfolk(SERVER).resolved(path));
            softly.assertThat(shown(page, "curl")).as(path).isNotEmpty();
            for (var command : shown(page, "command"))
                if (!command.startsWith("chancery token "))
                    softly.assertThat(run(command)).as(path).isZero();
            for (var document : shown(page, "document"))
                softly.assertThat(run("chancery plan '%s'".formatted(file(document))))
                        .as(path)
                        .isZero();
        }
        softly.assertAll();
    }

    @Test
    @DisplayName("is on a page that makes something what its form would send: in curl, in a command, and as a document")
    void forms_that_make() throws Exception {
        var softly = new SoftAssertions();
        for (var path : MAKING)
            for (var way : List.of("document", "command", "curl")) {
                var page = ada.open(REALM + path);
                var name = (path.endsWith("/new") ? "soon-by-" : "by-") + way;
                var text = shown(page, way).getLast().replace("example", name);
                switch (way) {
                    case "document" ->
                        softly.assertThat(run("chancery apply " + file(text)))
                                .as(path)
                                .isZero();
                    case "command" -> softly.assertThat(run(text)).as(path).isZero();
                    default -> {
                        var made = Shell.run(Map.of("TOKEN", SERVER.adminToken()), text.replace("curl ", "curl -sf "));
                        softly.assertThat(made.exit()).as(path + made.err()).isZero();
                    }
                }
            }
        softly.assertAll();
        var written = SERVER.api("GET", "/api/realms/%s/configuration?users=true".formatted(AtConsole.REALM), null)
                .expect(200)
                .json();
        for (var list : LISTS)
            assertThat(written.get(list).toString()).contains("by-document", "by-command", "by-curl");
    }

    @Test
    @DisplayName("is of a form what it sends as it is filled in, in all three, under the entity tag that was read")
    void forms_that_change() throws Exception {
        var path = REALM + "/scopes/" + AtConsole.SCOPE;
        var form =
                new HashMap<>(Map.of("do", "request", "version", ada.open(path).field("version")));
        form.put("includeInTokenScope", "on");
        form.put("realmDefault", "none");
        for (var way : List.of("document", "command")) {
            form.put("description", "Changed by " + way);
            form.put("version", ada.open(path).field("version"));
            var page = post(path, form);
            assertThat(shown(page, "curl").getFirst()).contains("-X PATCH", "If-Match: ", "Changed by " + way);
            var text = shown(page, way).getFirst();
            var line = way.equals("document") ? "chancery apply " + file(text) : text;
            assertThat(run(line)).isZero();
            assertThat(SERVER.api("GET", "/api/scopes/%s?realm=%s".formatted(AtConsole.SCOPE, AtConsole.REALM), null)
                            .text("description"))
                    .isEqualTo("Changed by " + way);
            if (way.equals("command"))
                assertThat(run(line)).as("the tag is another now").isOne();
        }
    }

    @Test
    @DisplayName("is never a secret: neither a password that was typed, nor a document that may hold some")
    void no_secret() {
        var grace = new Townsfolk(SERVER).resolved(REALM + "/users/{ada.lovelace}/credentials");
        var typed = post(grace, Map.of("do", "request", "password", "correct horse battery"));
        assertThat(typed.body()).doesNotContain("correct horse").contains("chancery api PUT");
        assertThat(shown(typed, "document")).hasSize(1).noneMatch(text -> text.contains("assword\" :"));

        var document =
                "{\"version\": 1, \"clients\": [{\"clientId\": \"a\", \"secrets\": [{\"name\": \"s\", \"value\": \"xyz\"}]}]}";
        var sent = post(REALM + "/document", Map.of("do", "request", "document", document, "prune", "on"));
        assertThat(shown(sent, "curl").getFirst()).contains("-d @document.json").doesNotContain("xyz");
        assertThat(shown(sent, "command").getFirst())
                .isEqualTo("chancery apply document.json --realm %s --prune".formatted(AtConsole.REALM));
    }

    @Test
    @DisplayName("is of a dry run what keeps nothing, and of what is sent under an entity tag what sends it too")
    void no_more_than_asked() throws Exception {
        var document = REALM + "/document";
        var written = SERVER.api("GET", REALM_API + "/configuration", null).expect(200);
        var form = new HashMap<>(Map.of("do", "foretell", "document", written.body()));
        form.put("version", ada.open(document).field("version"));
        assertThat(shown(post(document, form), "command").getFirst())
                .isEqualTo("chancery plan document.json --realm " + AtConsole.REALM);
        form.put("do", "request");
        assertThat(shown(post(document, form), "command").getFirst())
                .startsWith("chancery api PUT")
                .contains(" --if-match ");

        var gone = SERVER.client(AtConsole.REALM, Map.of("clientId", "gone"));
        var change = new Townsfolk(SERVER).resolved(REALM + "/audit/{client.updated}");
        var foretold = shown(post(change, Map.of("do", "foretell")), "command");
        assertThat(foretold).anyMatch(line -> line.contains("/undo?dryRun=true"));
        for (var line : foretold) assertThat(run(line)).isZero();
        var changed = SERVER.api("GET", "/api/clients/api-demo-project?realm=" + AtConsole.REALM, null);
        assertThat(changed.text("description")).as("nothing is undone").isEqualTo("Shown to people");

        var delete = REALM + "/clients/gone/delete";
        var sent = Map.of("do", "request", "version", ada.open(delete).field("version"));
        var line = shown(post(delete, sent), "command").getFirst();
        SERVER.api("PATCH", "/api/clients/" + gone.id(), Map.of("description", "Still needed"))
                .expect(200);
        assertThat(run(line)).as("the tag is another now").isOne();
    }

    private static View post(String path, Map<String, String> form) {
        var fields = new HashMap<>(form);
        fields.put("mark", ada.mark());
        return ada.browser().post(SERVER.url() + path, fields);
    }

    private static List<String> shown(View page, String way) {
        return Pattern.compile("<code class=\"%s\">([^<]+)<".formatted(way))
                .matcher(page.body())
                .results()
                .map(found -> found.group(1)
                        .replace("&#39;", "'")
                        .replace("&#34;", "\"")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&"))
                .toList();
    }

    private static Path file(String document) throws Exception {
        return Files.writeString(Files.createTempFile(home, "shown", ".json"), document);
    }

    /// How it ends, as a shell reads it.
    private static int run(String line) {
        var words = Shell.run("printf '%s\\0' " + line).out().split("\0");
        assertThat(words[0]).isEqualTo("chancery");
        var ended = program.run(List.of(words).subList(1, words.length).toArray(String[]::new));
        if (ended.status() != 0) System.err.println(line + "\n" + ended);
        return ended.status();
    }
}
