package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("export, plan and apply: a realm as one document in a file")
class RealmDocumentTest {

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

    private String file(String text) throws Exception {
        return Files.writeString(home.resolve("realm.yaml"), text).toString();
    }

    @Test
    @DisplayName("plan tells what apply does, by exit code too; after it there is nothing to do")
    void plan_and_apply() throws Exception {
        var file = file("realm: {name: planned}\nroles: [{name: developer}, {name: tester}]\n");

        var planned = program.run("plan", file).expect(2);
        assertThat(planned.lines()).containsExactly("+ realm planned", "+ role developer", "+ role tester");
        assertThat(program.run("apply", file).expect(0).out()).isEqualTo(planned.out());
        assertThat(program.run("plan", file).expect(0).out()).startsWith("Nothing to change");
        assertThat(program.run("apply", file, "--output", "json")
                        .expect(0)
                        .json()
                        .path("changes"))
                .isEmpty();

        file("realm: {name: planned, displayName: Planned}\nroles: [{name: developer}]\n");
        assertThat(program.run("plan", file).expect(2).lines())
                .containsExactly("~ realm planned", "    displayName: \"planned\" -> \"Planned\"");
        assertThat(program.run("apply", file, "--prune").expect(0).lines()).contains("- role tester");
        assertThat(program.run("plan", file("realm: {name: planned}\nroles: [{nonsense: 1}]"))
                        .line(1))
                .contains("/roles/0/");
    }

    @Test
    @DisplayName("what export writes, plan finds as it is, in YAML and in JSON, whatever the texts look like")
    void exported() throws Exception {
        var odd =
                "attributes: {a: ['no', 'true', '010', '1.10', '~', 'null', '', '*x', '&y', '#z', '2020-01-01', ' x ', \"a\\nb: c\"]}";
        program.run("apply", file("realm: {name: odd}\nusers: [{username: 'no', " + odd + "}]"))
                .expect(0);

        for (var format : new String[] {"yaml", "json"}) {
            var shown = program.run("export", "odd", "--with-users", "--format", format)
                    .expect(0)
                    .out();
            assertThat(shown).contains("010").doesNotContain("createdAt");
            assertThat(program.run("plan", file(shown), "--prune").expect(0).out())
                    .startsWith("Nothing");
        }
        program.run("export", "odd", "--format", "xml").line(2);
    }

    @Test
    @DisplayName("an export in a file is for its owner's eyes only")
    void owner() throws Exception {
        SERVER.realm("owned-file");
        var file = home.resolve("export.yaml");

        program.run("export", "owned-file", "--with-users", "--with-credentials", "--file", file.toString())
                .expect(0);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    @DisplayName(
            "credentials are referred to, found in the environment or in files, and set once; in the clear they are refused")
    void references() throws Exception {
        var secret = "a secret from the environment, long";
        Files.writeString(home.resolve("password.txt"), "a password in a file\n");
        var text = """
                realm: {name: referring}
                clients:
                  - clientId: machine
                    grantTypes: [client_credentials]
                    secrets: [{name: deployed, value: {env: MACHINE_SECRET}}]
                  - {clientId: app, publicClient: true, grantTypes: [password]}
                users: [{username: ada, password: {value: {file: password.txt}}}]
                """;
        var file = file(text);
        assertThat(program.run("apply", file).line(1)).contains("MACHINE_SECRET");

        var applied = program.with("MACHINE_SECRET", secret).run("apply", file).expect(0);
        assertThat(applied.out()).doesNotContain(secret, "password in a file");
        assertThat(program.run("plan", file).expect(0).out()).startsWith("Nothing");
        SERVER.token(new TestClient("referring", "", "machine", secret)).expect(200);
        assertThat(SERVER.userToken("referring", "app", "ada", "a password in a file"))
                .isNotEmpty();
        program.with("MACHINE_SECRET", "another secret of the environment");
        assertThat(program.run("plan", file).expect(2).lines())
                .containsExactly("~ client machine", "    secrets: (none) -> \"set\"");

        for (var clear : new String[] {"{value: in the clear}", "{value: {env: A, file: b}}", "{value: {env: ''}}"})
            program.run("apply", file("realm: {name: referring}\nusers: [{username: ada, password: " + clear + "}]"))
                    .line(1);
    }

    @Test
    @DisplayName(
            "a file that is no document is refused in one line: aliases, doubles, what is no YAML, too large, not there")
    void refused() throws Exception {
        for (var text : new String[] {
            "roles: &r [{name: a}]\nscopes: *r",
            "a: &a [x]\nb: &b [*a, *a]\n",
            "realm: {name: a}\nrealm: {name: b}",
            "{",
            "[]",
            "",
            "x".repeat(1024 * 1024 + 1)
        }) program.run("plan", file(text)).line(1);
        program.run("plan", home.resolve("absent").toString()).line(1);
    }
}
