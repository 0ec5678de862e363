package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.Setting;
import dev.chancery.Shell;
import dev.chancery.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What docs/how-to and examples tell people to type works as it is printed")
class HowToTest {
    private static final Pattern BLOCK = Pattern.compile("```(sh|python)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path temp;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void chancery() throws IOException {
        var bin = Files.createDirectory(temp.resolve("bin"));
        var java = ProcessHandle.current().info().command().orElseThrow();
        var launcher = Files.writeString(bin.resolve("chancery"), """
                #!/bin/sh
                exec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
                    --sun-misc-unsafe-memory-access=allow -cp '%s' dev.chancery.Main "$@"
                """.formatted(java, classPath()));
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        var tools = Path.of("target", "tools").toAbsolutePath();
        environment.put("PATH", bin + ":" + tools + ":" + System.getenv("PATH"));
        environment.put("HOME", temp.toString());
        environment.put("XDG_CONFIG_HOME", "");
        environment.put("CHANCERY_CLI_PASSWORD", TestServer.PASSWORD);
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// All blocks of the page, in order, in one shell that stops at the first thing that fails.
    private Shell page(String name, String server) throws IOException {
        var script = new StringBuilder("set -eu; cd '%s'\n".formatted(temp));
        var blocks = BLOCK.matcher(Files.readString(Path.of("docs/how-to", name)));
        while (blocks.find()) {
            var block = blocks.group(2).replace("http://localhost:8080", server);
            script.append(blocks.group(1).equals("sh") ? block : "python3 - <<'PYTHON'\n" + block + "PYTHON\n");
        }
        return Shell.run(environment, script.toString()).succeeded();
    }

    private TestServer stopped() {
        var data = temp.resolve("data").toString();
        environment.put("CHANCERY_DATA_DIR", data);
        var server = new TestServer().with(Setting.DATA_DIR, data).start();
        server.adminToken();
        server.close();
        return server;
    }

    @Test
    @DisplayName("C20 get-a-token: register, ask with curl, Python and the command line, use, rotate")
    void get_a_token() throws IOException {
        try (var server = new TestServer().start()) {
            var said = page("get-a-token.md", server.url()).out();

            assertThat(said.split("\"access_token\"")).hasSize(3);
            assertThat(said)
                    .containsPattern("JWT Token: [\\w-]+\\.[\\w-]+\\.[\\w-]+\nExpires in: 300 seconds")
                    .contains("\"active\":true")
                    .contains("rotated");
        }
    }

    @Test
    @DisplayName("let-others-administer: a machine of the realm and one of master are granted the administration of it")
    void let_others_administer() throws IOException {
        Files.writeString(temp.resolve("password.txt"), TestServer.PASSWORD);
        try (var server = new TestServer().start()) {
            assertThat(page("let-others-administer.md", server.url()).out())
                    .contains(
                            "\"clientRoles\":{\"realm-management\":[\"manage-clients\"]}",
                            "\"clientRoles\":{\"shop-realm\":[\"manage-clients\",\"manage-users\",\"view-realm\"]}");
        }
    }

    @Test
    @DisplayName("stay-signed-in: the realm's times are changed, the session of the token is listed, and ended")
    void stay_signed_in() throws IOException {
        Files.writeString(temp.resolve("password.txt"), TestServer.PASSWORD);
        try (var server = new TestServer().start()) {
            assertThat(page("stay-signed-in.md", server.url()).out())
                    .contains("\"sessionLifespanSeconds\":36000", "\"clientIds\":[\"admin-cli\"]");
            var listed = server.api("GET", "/api/sessions?realm=master", null).expect(200);
            assertThat(listed.get("content"))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("let-people-sign-in: an application gets tokens for somebody who chose a password of her own")
    void let_people_sign_in() throws IOException {
        Files.writeString(temp.resolve("password.txt"), TestServer.PASSWORD);
        try (var server = new TestServer().start()) {
            assertThat(page("let-people-sign-in.md", server.url()).out())
                    .containsPattern("https://shop\\.example\\.com/callback\\?code=[\\w-]{43}&state=xyz&iss=")
                    .contains("\"id_token\":\"", "\"refresh_token\":\"", "withdrawn: 204");
        }
    }

    @Test
    @DisplayName("pages: a realm has its own colour")
    void pages() throws IOException {
        try (var server = new TestServer().start()) {
            assertThat(page("pages.md", server.url()).out()).contains(":root{--brand:#b3261e;--on-brand:#fff}");
        }
    }

    @Test
    @DisplayName(
            "second-factors: somebody who lost their phone is let in with the password, and asked to set up a new one")
    void second_factors() throws IOException {
        Files.writeString(temp.resolve("password.txt"), TestServer.PASSWORD);
        try (var server = new TestServer().start()) {
            server.realm("shop");
            var ada = Residents.of(server).user("shop", "ada");
            var phone = Phone.of(server, "shop", ada);
            assertThat(page("second-factors.md", server.url()).out())
                    .contains("\"kind\":\"recovery-codes\"", "\"requiredActions\":[\"CONFIGURE_TOTP\"]");
            assertThat(phone.isAskedFor()).isFalse();
        }
    }

    @Test
    @DisplayName("undo: a client that was switched off is on again")
    void undo() throws IOException {
        try (var server = new TestServer().start()) {
            assertThat(page("undo.md", server.url()).out())
                    .containsPattern("client\\.updated")
                    .containsPattern("(?s)undoes +\\d+.*enabled +true");
        }
    }

    @Test
    @DisplayName("A31 A41 say-it-in-tokens: a scope with a mapper, a service account with a role and an attribute")
    void say_it_in_tokens() throws IOException {
        Files.writeString(temp.resolve("password.txt"), TestServer.PASSWORD);
        try (var server = new TestServer().start()) {
            var said = page("say-it-in-tokens.md", server.url()).out();

            var token = said.substring(said.lastIndexOf("{\"access_token\":\"") + 17)
                    .split("\"")[0];
            assertThat(said).contains("\"of\":\"attribute applications\"");
            assertThat(Answer.claimsOf(token))
                    .containsEntry("applications", List.of("demo-project"))
                    .containsEntry("roles", List.of("developer"))
                    .containsEntry("realm_access", Map.of("roles", List.of("developer")));
        }
    }

    @Test
    @DisplayName("change-without-surprises: a golden token, a dry run of a scope, and one from the command line")
    void change_without_surprises() throws IOException {
        Files.writeString(temp.resolve("password.txt"), TestServer.PASSWORD);
        try (var server = new TestServer().start()) {
            assertThat(page("change-without-surprises.md", server.url()).out())
                    .contains("\"matches\":true")
                    .contains("\"changed\":{\"plan\":{\"before\":\"basic\",\"after\":\"large\"}}")
                    .contains("  invoices, not as its golden token says\n    ~ aud ");
        }
    }

    @Test
    @DisplayName("realm-as-a-document: plan, apply, plan again, export")
    void realm_as_a_document() throws IOException {
        try (var server = new TestServer().start()) {
            var said = page("realm-as-a-document.md", server.url()).out();

            assertThat(said.split("Nothing to change")).hasSize(3);
            assertThat(said).contains("+ client nightly-report");
            assertThat(temp.resolve("shop.whole.yaml")).content().contains("hash:");
        }
    }

    @Test
    @DisplayName("settings")
    void settings() throws IOException {
        assertThat(page("settings.md", "").out())
                .contains("public-url=https://id.example.com", "database-password=********")
                .doesNotContain("from-your-vault");
    }

    @Test
    @DisplayName("backup-and-restore, master-key and regain-access, one after the other on the same data")
    void offline() throws IOException {
        stopped();

        assertThat(page("backup-and-restore.md", "").out()).contains("whole");
        assertThat(page("master-key.md", "").out()).contains("master.key.");
        assertThat(page("regain-access.md", "").out()).contains("whole");
        assertThat(temp.resolve("data/chancery.db.replaced")).exists();
    }

    @Test
    @DisplayName("A2 client-secret-client.sh makes a client, and brings it up to date when it runs again")
    void example() {
        try (var server = new TestServer().start()) {
            server.realm("codemie");
            var script = Path.of("examples/client-secret-client.sh").toAbsolutePath();
            var line = "chancery login --server %s && %s codemie api-reports Reports".formatted(server.url(), script);

            var secret = Shell.run(environment, line).succeeded().out().strip();
            var client = new TestServer.TestClient("codemie", "", "api-reports", secret);
            server.token(client).expect(200);

            assertThat(Shell.run(environment, line + " https://api.example.com")
                            .succeeded()
                            .out())
                    .isEmpty();
            assertThat(server.token(client).expect(200).claims()).containsEntry("aud", "https://api.example.com");
            assertThat(Shell.run(environment, script + " codemie").exit()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("--version is what the build has written into the jar")
    void version() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Implementation-Version", "4.5.6");
        var main = "dev/chancery/Main.class";
        try (var jar = new JarOutputStream(Files.newOutputStream(temp.resolve("main.jar")), manifest);
                var packed = Objects.requireNonNull(getClass().getResourceAsStream("/" + main))) {
            jar.putNextEntry(new ZipEntry(main));
            packed.transferTo(jar);
        }
        var launcher = temp.resolve("bin/chancery");
        Files.writeString(launcher, Files.readString(launcher).replace("-cp '", "-cp '" + temp + "/main.jar:"));

        assertThat(Shell.run(environment, "chancery --version").succeeded().out())
                .isEqualTo("chancery 4.5.6\n");
    }

    @Test
    @DisplayName("where nobody sits at a terminal, login says in one line how else to give the password")
    void nobody() {
        environment.remove("CHANCERY_CLI_PASSWORD");

        var ended = Shell.run(environment, "echo typed | chancery login");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err().lines()).hasSize(1).first().asString().contains("--password-stdin");
    }

    @Test
    @DisplayName("exit codes are those of the process, and a start that is told to stop ends")
    void processes() {
        assertThat(Shell.run(environment, "chancery start --http-port x").exit())
                .isEqualTo(2);
        assertThat(Shell.run(environment, "chancery realm list").exit()).isEqualTo(3);
        assertThat(Shell.run(environment, "chancery --help").exit()).isZero();

        var first = Shell.run(environment, """
                cd '%s'; chancery start --http-port 0 --management-port 0 > said & server=$!
                while ! grep -q password said; do kill -0 $server || exit 9; sleep 0.1; done
                kill $server; wait $server; cat said; exit 0
                """.formatted(temp)).succeeded();
        assertThat(first.out().lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("Chancery is listening on http://localhost:");
        assertThat(first.out()).containsPattern("shown this once: \\w{24}\n");
    }
}
