package dev.chancery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Shell;
import dev.chancery.TestServer;
import dev.chancery.ToolBox;
import dev.chancery.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("README: the five minutes, line by line as they stand there")
class ReadmeTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String STEP = "\n=== step ===\n";

    @TempDir
    static Path folder;

    private static List<String> printed;

    @BeforeAll
    static void take_the_tour() {
        var blocks = Markdown.read("README.md").section("## Five minutes").blocks("sh");
        assertThat(blocks).hasSize(8);
        var lines = String.join("\nprintf '%s'\n".formatted(STEP.replace("\n", "\\n")), blocks)
                .replace("http://localhost:8080", SERVER.url());
        var tour = Shell.run(folder, TestServer.PASSWORD + "\n", "set -e -o pipefail\n" + lines)
                .succeeded();
        printed = List.of(Pattern.compile(STEP, Pattern.LITERAL).split(tour.out(), -1));
    }

    @Test
    @DisplayName("2 the client and its secret are shown")
    void registers() {
        assertThat(printed.get(2)).contains("\"name\":\"shop\"", "\"clientId\":\"reports\"", "\"clientSecret\":\"cs_");
    }

    @Test
    @DisplayName("3 a token with the members that are shown")
    void gets_a_token() {
        var shown = Markdown.read("README.md")
                .section("## Five minutes")
                .blocks("json")
                .getFirst();

        assertThat(printed.get(3).replaceAll("eyJ[^\"]*", "eyJraWQiOi…").strip())
                .isEqualTo(shown.strip());
    }

    @Test
    @DisplayName("4 the metadata, and the signature verified by hand")
    void verifies() {
        assertThat(printed.get(4)).contains("\"issuer\":\"" + SERVER.issuer("shop"), "Verified OK");
    }

    @Test
    @DisplayName("5 alive before it is revoked, and not afterwards")
    void introspects() {
        assertThat(printed.get(5)).startsWith("{\"active\":true,").endsWith("{\"active\":false}\n");
    }

    @Test
    @DisplayName("6 both secrets get tokens during the overlap, and both are listed")
    void rotates() {
        assertThat(printed.get(6).split("\"access_token\"", -1)).hasSize(3);
        assertThat(printed.get(6)).contains("\"name\":\"first\"", "\"name\":\"rotated\"", "\"usage\":{\"state\":");
    }

    @Test
    @DisplayName("7 the refusal says little, the explanation all")
    void explains() {
        var shown = Markdown.read("README.md")
                .section("## Five minutes")
                .blocks("json")
                .getLast();
        var refusal = shown.substring(0, shown.indexOf("(reference"));

        assertThat(printed.get(7)).contains(refusal).contains("\"cause\":\"wrong_secret\"", "\"remedy\":\"");
        assertThat(printed.get(7)).doesNotContain("cs_");
    }

    @Test
    @DisplayName("the same by command line")
    void by_command_line() throws IOException {
        ToolBox.require(Path.of("target", "chancery.jar"));
        var lines = Markdown.read("README.md")
                .section("## The command line")
                .blocks("sh")
                .getFirst();
        var environment = Map.of(
                "XDG_CONFIG_HOME", folder.toString(),
                "CHANCERY_CLI_PASSWORD", TestServer.PASSWORD,
                "REFERENCE", referenceOf(Files.readString(folder.resolve("refusal.json"))));

        var shown = Shell.run(environment, "set -e\n" + lines.replace("http://localhost:8080", SERVER.url()))
                .succeeded();

        assertThat(shown.out()).contains("cs_", "invoices", "reports", "wrong_secret");
    }

    private static String referenceOf(String refusal) {
        return JsonText.MAPPER.readTree(refusal).get("reference").asString();
    }

    @Test
    @DisplayName("every file that the README points at exists, and every make target")
    void pointers() throws IOException {
        var readme = Markdown.read("README.md").text();
        var makefile = Files.readString(Path.of("Makefile"));

        assertThat(Pattern.compile("\\]\\(([^):]+)\\)").matcher(readme).results())
                .extracting(link -> Path.of(link.group(1)))
                .allMatch(Files::exists);
        assertThat(Pattern.compile("`?make ([a-z]+)").matcher(readme).results())
                .extracting(target -> target.group(1))
                .filteredOn(target -> !List.of("run", "test", "help", "dist").contains(target))
                .isEmpty();
        for (var target : List.of("run", "test", "help", "dist"))
            assertThat(makefile).containsPattern("(?m)^" + target + ":");
    }
}
