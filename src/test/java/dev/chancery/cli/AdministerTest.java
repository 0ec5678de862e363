package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.json.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The command line administers over /api, as whoever has signed in")
class AdministerTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    private Path home;

    private TestProgram program;

    @BeforeEach
    void signIn() {
        program = new TestProgram(home).with("CHANCERY_CLI_PASSWORD", TestServer.PASSWORD);
        program.run("login", "--server", SERVER.url()).expect(0);
    }

    @Test
    @DisplayName("login keeps the token in a file of its owner's, under XDG_CONFIG_HOME when that is set")
    void profiles() throws Exception {
        var file = home.resolve(".config/chancery/profiles.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).contains("\"default\"", SERVER.url()).doesNotContain(TestServer.PASSWORD);

        program.with("XDG_CONFIG_HOME", home.resolve("xdg").toString())
                .run("login", "--server", SERVER.url(), "--profile", "other")
                .expect(0);
        assertThat(Files.readString(home.resolve("xdg/chancery/profiles.json"))).contains("\"other\"");
        assertThat(program.run("realm", "list").line(3)).contains("run chancery login");
        program.run("realm", "list", "--profile", "other").expect(0);
    }

    @Test
    @DisplayName("login says until when, in whole seconds")
    void until() {
        assertThat(program.run("login", "--server", SERVER.url()).expect(0).err())
                .matches("Signed in to \\S+ as admin, until \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\.\n");
    }

    @ParameterizedTest
    @DisplayName("profiles that somebody has damaged are refused in one line")
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"default\":null}",
                "{\"default\":{}}",
                "{\"default\":{\"server\":\"x\",\"realm\":\"x\",\"subject\":\"x\",\"ofClient\":false,\"token\":\"x\",\"expiresAt\":\"soon\"}}"
            })
    void damaged(String text) throws Exception {
        Files.writeString(home.resolve(".config/chancery/profiles.json"), text);

        assertThat(program.run("realm", "list").line(2)).contains("profiles.json");
    }

    @Test
    @DisplayName("a password comes from standard input when asked for, and never from arguments")
    void password() {
        var other = new TestProgram(home.resolve("other"));
        assertThat(other.run("login", "--server", SERVER.url()).line(2)).contains("--password-stdin");
        assertThat(other.run("login", "--server", SERVER.url(), "--password", "x")
                        .line(2))
                .contains("Unknown option");

        other.typing(TestServer.PASSWORD + "\n");
        other.run("login", "--server", SERVER.url(), "--password-stdin").expect(0);
        other.typing("wrong password\n");
        assertThat(other.run("login", "--server", SERVER.url(), "--password-stdin")
                        .line(1))
                .doesNotContain("wrong password");
    }

    @Test
    @DisplayName("login --device needs no password: it prints an address and a code, and waits for somebody's yes")
    void device() throws Exception {
        var browser = new WebBrowser(SERVER);
        var shown = Pattern.compile("Open (\\S+) in a browser, and enter the code (\\S+) there\\.");
        var other = new TestProgram(home.resolve("device")).hearing(line -> {
            var told = shown.matcher(line);
            if (!told.matches()) return;
            var page = browser.submit(browser.open(told.group(1)), Map.of("user_code", told.group(2)));
            var name = Map.of("username", TestServer.ADMIN, "password", TestServer.PASSWORD);
            browser.submit(browser.submit(page, name), Map.of("confirm", "allow"));
        });

        assertThat(other.run("login", "--device", "--server", SERVER.url())
                        .expect(0)
                        .err())
                .contains("Signed in to " + SERVER.url() + " as admin, until");
        other.run("realm", "list").expect(0);
        assertThat(other.run("login", "--device", "--username", "x").line(2)).contains("--username");
        assertThat(Files.readString(home.resolve("device/.config/chancery/profiles.json")))
                .contains("\"device\" : true");
    }

    @Test
    @DisplayName("a password is not sent to another machine in the clear")
    void plain_http() {
        assertThat(program.run("login", "--server", "http://id.example.com").line(2))
                .contains("https://");
        program.run("login", "--server", "http://localhost@id.example.com").line(2);
        program.run("login", "--server", "http://localhost.example.com").line(2);
        program.run("login", "--server", "ftp://localhost").line(2);
        program.run("login", "--server", "not a url").line(2);
        program.run("login", "--server", "http://localhost:1").line(1);
    }

    @Test
    @DisplayName("once the token has ended, one line says what to run, and the exit code is its own")
    void ended() {
        var later = Instant.now().plusSeconds(90_000);

        assertThat(program.at(() -> later).run("realm", "list").line(3))
                .isEqualTo("chancery: The sign-in as admin has ended: run chancery login --server %s --realm master"
                                .formatted(SERVER.url())
                        + " --username admin\n");
    }

    @Test
    @DisplayName("a sign-in as a client is renewed as that client, under its own name")
    void ended_client() {
        var client = SERVER.client("master", Map.of("clientId", "robot's"));
        var later = Instant.now().plusSeconds(90_000);
        program.with("CHANCERY_CLI_CLIENT_SECRET", client.secret())
                .run("login", "--server", SERVER.url(), "--client-id", client.clientId(), "--profile", "robot")
                .expect(0);

        assertThat(program.at(() -> later)
                        .run("realm", "list", "--profile", "robot")
                        .line(3))
                .endsWith(" --realm master --client-id 'robot'\\''s' --profile robot\n");
    }

    @Test
    @DisplayName("once the server has revoked the token, one line says to sign in again")
    void revoked() throws Exception {
        var profile = JsonText.MAPPER
                .readTree(Files.readString(home.resolve(".config/chancery/profiles.json")))
                .path("default");
        SERVER.form(
                        "/realms/master/protocol/openid-connect/revoke",
                        Map.of(
                                "client_id",
                                "admin-cli",
                                "token",
                                profile.path("token").asString()))
                .expect(200);

        assertThat(program.run("realm", "list").line(3)).contains("was ended", "run chancery login --server");
    }

    @Test
    @DisplayName("realms: create, list, show, delete")
    void realms() {
        program.run("realm", "create", "shop", "--display-name", "The shop", "--token-lifespan", "600")
                .expect(0);
        assertThat(program.run("realm", "list").expect(0).lines())
                .anyMatch(line -> line.matches("NAME +DISPLAY NAME +ENABLED.*"))
                .anyMatch(line -> line.matches("shop +The shop +true +600 .*"));
        assertThat(program.run("realm", "show", "shop", "--output", "json")
                        .expect(0)
                        .json()
                        .path("tokenLifespanSeconds")
                        .asInt())
                .isEqualTo(600);

        program.run("realm", "delete", "shop").expect(0);
        assertThat(program.run("realm", "show", "shop").line(1)).contains("shop");
        assertThat(program.run("realm", "create", "Not A Name").line(1)).contains("name");
    }

    @Test
    @DisplayName("--dry-run tells what would change, and in whose tokens, and ends as the command would")
    void dry_run() {
        SERVER.realm("rehearsed");
        program.run("client", "create", "steady", "--realm", "rehearsed", "--audience", "orders")
                .expect(0);

        var told = program.run(
                        "client",
                        "update",
                        "steady",
                        "--realm",
                        "rehearsed",
                        "--audience",
                        "bills",
                        "--token-lifespan",
                        "60",
                        "--dry-run")
                .expect(0);
        assertThat(told.out())
                .contains("Nothing was changed.", "  client.updated ", "Tokens that would change: 1 of 1 compared.")
                .contains("  steady\n    ~ aud \"orders\" -> \"bills\"\n    ~ (seconds it lives) 300 -> 60\n");
        assertThat(program.run("client", "show", "steady", "--realm", "rehearsed")
                        .out())
                .contains("orders");

        assertThat(program.run("client", "create", "never", "--realm", "rehearsed", "--dry-run")
                        .expect(0)
                        .out())
                .contains("    + client_id \"never\"")
                .doesNotContain("ecret");
        program.run("client", "show", "never", "--realm", "rehearsed").line(1);
        program.run("client", "create", "steady", "--realm", "rehearsed", "--dry-run")
                .line(1);
        assertThat(program.run("client", "disable", "steady", "--realm", "rehearsed", "--dry-run")
                        .out())
                .contains("    ~ (why none is issued) [] -> [");
        var gone = program.run("client", "delete", "steady", "--realm", "rehearsed", "--dry-run", "--output", "json");
        assertThat(JsonText.MAPPER.readTree(gone.expect(0).out()).path("status").asInt())
                .isEqualTo(204);
        program.run("client", "show", "steady", "--realm", "rehearsed").expect(0);
    }

    @Test
    @DisplayName("a client from its registration to the bin")
    void client() {
        SERVER.realm("cli");
        var created = program.run(
                        "client", "create", "reports", "--realm", "cli", "--name", "Reports", "--output", "json")
                .expect(0)
                .json();
        var secret = created.path("clientSecret").asString();

        var token = new TestProgram(home).with("CHANCERY_CLI_CLIENT_SECRET", secret);
        assertThat(token.run("token", "--client-id", "reports", "--realm", "cli")
                        .expect(0)
                        .out())
                .matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");

        program.run("client", "update", "reports", "--realm", "cli", "--audience", "a", "--audience", "b")
                .expect(0);
        var shown = program.run("client", "show", "reports", "--realm", "cli").expect(0);
        assertThat(shown.lines())
                .anyMatch(line -> line.matches("audience +a b"))
                .noneMatch(line -> line.contains(secret));
        program.run("client", "update", "reports", "--realm", "cli").line(2);

        program.run("client", "disable", "reports", "--realm", "cli").expect(0);
        assertThat(token.run("token", "--client-id", "reports", "--realm", "cli")
                        .line(1))
                .doesNotContain(secret);
        program.run("client", "enable", "reports", "--realm", "cli").expect(0);

        var rotated = program.run("client", "rotate-secret", "reports", "--realm", "cli", "--overlap", "60")
                .expect(0)
                .lines();
        assertThat(rotated).hasSize(2).anyMatch(line -> line.matches("clientSecret +cs_\\w+"));
        assertThat(program.run("client", "secrets", "reports", "--realm", "cli")
                        .expect(0)
                        .lines())
                .hasSize(5)
                .anyMatch(line -> line.contains("rotated"))
                .last()
                .asString()
                .startsWith("Use is ");
        program.run("client", "delete", "reports", "--realm", "cli").expect(0);
        program.run("client", "show", "reports", "--realm", "cli").line(1);
    }

    @Test
    @DisplayName("a long list is put together from its pages, up to the limit")
    void pages() {
        SERVER.realm("many");
        for (var i = 0; i < 105; i++) SERVER.client("many", Map.of("clientId", "client-%03d".formatted(i)));

        assertThat(program.run("client", "list", "--realm", "many").expect(0).lines())
                .hasSize(107);
        var some = program.run("client", "list", "--realm", "many", "--limit", "102", "--output", "json")
                .expect(0);
        assertThat(some.json()).hasSize(102);
        assertThat(some.err()).contains("--limit");
        assertThat(program.run("client", "list", "--realm", "many", "--client-id", "client-10")
                        .lines())
                .hasSize(6);
        program.run("client", "list", "--limit", "0").line(2);
    }

    @Test
    @DisplayName("history lists changes, undo takes one back, and says in one line what stands in the way")
    void undo() {
        SERVER.realm("changed");
        for (var name : List.of("Once", "Twice"))
            SERVER.api("PATCH", "/api/realms/changed", Map.of("displayName", name))
                    .expect(200);
        var list =
                List.of("history", "--realm", "changed", "--type", "realm.updated", "--limit", "2", "--output", "json");
        var lines = program.run(list.toArray(String[]::new)).expect(0).json();
        var ids = lines.valueStream()
                .map(each -> each.path("eventId").stringValue())
                .toList();

        assertThat(program.run("undo", ids.getLast(), "--realm", "changed").line(1))
                .contains("/displayName", "undo the later change first");
        assertThat(program.run("undo", ids.getFirst(), "--realm", "changed")
                        .expect(0)
                        .out())
                .containsPattern("undoes +" + ids.getFirst());
        assertThat(SERVER.api("GET", "/api/realms/changed", null).text("displayName"))
                .isEqualTo("Once");
        var subject = lines.path(0).path("aggregateId").stringValue();
        assertThat(program.run("history", "--realm", "changed", "--subject", subject, "--limit", "4")
                        .lines())
                .hasSize(5);
    }

    @Test
    @DisplayName("explain tells the true cause by its reference")
    void explain() {
        SERVER.realm("riddles");
        var refused = SERVER.tokenRequest(
                "riddles", Map.of("grant_type", "client_credentials", "client_id", "nobody", "client_secret", "x"));
        var reference = refused.text("reference");

        assertThat(program.run("explain", reference, "--realm", "riddles")
                        .expect(0)
                        .out())
                .contains("unknown_client", "remedy", "nobody");
        program.run("explain", "0".repeat(26), "--realm", "riddles").line(1);
    }

    @Test
    @DisplayName(
            "explain begins with what happened and what to do, leaves out what is empty, and names where the client is")
    void explain_for_people() {
        SERVER.realm("here");
        SERVER.realm("there");
        var client = SERVER.client("there", Map.of("clientId", "lost"));
        var reference = SERVER.token(new TestServer.TestClient("here", "", "lost", client.secret()))
                .text("reference");

        var said =
                program.run("explain", reference, "--realm", "here").expect(0).lines();

        assertThat(said.getFirst()).matches("explanation +No client with this client_id .*");
        assertThat(said.get(1)).matches("remedy +Check the client_id .*");
        assertThat(said).noneMatch(line -> line.startsWith("detail")).anyMatch(line -> line.matches("count +1"));
        assertThat(said.getLast()).isEqualTo("The realm there does have a client lost.");
    }

    @Test
    @DisplayName("what a server says cannot take hold of the terminal")
    void control_characters() {
        assertThat(Output.printable("a\u001b[2Jb\u202ec")).isEqualTo("a\uFFFD[2Jb\uFFFDc");
    }
}
