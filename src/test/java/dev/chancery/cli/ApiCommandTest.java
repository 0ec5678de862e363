package dev.chancery.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestProgram;
import dev.chancery.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("chancery api")
class ApiCommandTest {

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
    @DisplayName("sends any request, under the entity tag that it is given, and prints what was answered")
    void any_request() throws Exception {
        SERVER.realm("any");
        var role = home.resolve("role.json");
        Files.writeString(role, "{\"realmName\": \"any\", \"name\": \"writer\"}");
        var made = program.run("api", "POST", "/api/rbac/roles", "--data", "@" + role)
                .expect(0)
                .json();
        var path = "/api/rbac/roles/" + made.path("id").asString();
        var read = program.run("api", "GET", path, "--etag").expect(0);
        assertThat(read.json().path("name").asString()).isEqualTo("writer");
        var tag = read.err().strip().replaceFirst("^ETag: ", "");

        program.typing("{\"description\": \"Writes\"}");
        program.run("api", "PATCH", path, "--data", "@-", "--if-match", tag).expect(0);
        assertThat(program.run("api", "PATCH", path, "--data", "{\"description\": \"Reads\"}", "--if-match", tag)
                        .line(1))
                .contains("changed since");

        assertThat(program.run("api", "DELETE", path).expect(0).out()).isEmpty();
        assertThat(program.run("api", "GET", path).line(1)).contains("role");
    }

    @ParameterizedTest(name = "chancery api {0}")
    @DisplayName("sends nothing that goes elsewhere or is malformed, and says so in one line")
    @ValueSource(
            strings = {
                "GET .example.com/api/realms",
                "GET https://id.example.com/api/realms",
                "GET @id.example.com/api/",
                "GET /realms/master",
                "GET /api/realms?name=a|b",
                "HEAD /api/realms",
                "get /api/realms",
                "POST /api/realms --data {",
                "POST /api/realms --data @-",
                "GET /api/realms --if-match \u00e4"
            })
    void no_such_request(String arguments) {
        program.run(("api " + arguments).split(" ")).line(2);
        assertThat(program.run("api", "POST", "/api/realms", "--data", "@" + home.resolve("none"))
                        .line(1))
                .contains("cannot be read");
    }

    @Test
    @DisplayName("reads all of standard input or refuses it: what is too long is not cut, what is no UTF-8 not mended")
    void input_whole() {
        var send = new String[] {"api", "POST", "/api/realms", "--data", "@-"};

        program.typing("{\"name\": \"long\"}" + " ".repeat(1024 * 1024));
        assertThat(program.run(send).line(1)).contains("Standard input has more than 1048576 bytes");
        program.piping("{\"name\": \"latin\", \"displayName\": \"\u00c4\"}".getBytes(ISO_8859_1));
        assertThat(program.run(send).line(2)).contains("Standard input cannot be read");

        for (var name : List.of("long", "latin"))
            program.run("api", "GET", "/api/realms/" + name).line(1);
    }

    @Test
    @DisplayName("does not end as if all were well when what was answered is no JSON")
    void no_json() {
        assertThat(program.run("api", "GET", "/api/docs").line(1)).contains("status 200", "not in JSON");
    }
}
