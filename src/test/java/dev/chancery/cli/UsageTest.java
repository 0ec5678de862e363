package dev.chancery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Setting;
import dev.chancery.TestProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("How commands are called")
class UsageTest {

    @TempDir
    private Path home;

    private TestProgram program;

    @BeforeEach
    void terminal() {
        program = new TestProgram(home)
                .with("CHANCERY_DATA_DIR", home.resolve("data").toString());
    }

    @Test
    @DisplayName("start --help lists every setting: option, variable, default")
    void start_help() {
        var help = program.run("start", "--help").expect(0).out().replaceAll("\\s+", "");

        for (var setting : Setting.values())
            assertThat(help)
                    .contains("--" + setting.key() + "=VALUE", setting.variable())
                    .contains(("default" + setting.byDefault).replaceAll("default$", ""));
    }

    @Test
    @DisplayName("config check prints every setting and masks what is secret")
    void config_check() {
        var key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
        var shown = program.with("CHANCERY_MASTER_KEY", key)
                .with("CHANCERY_BOOTSTRAP_ADMIN_PASSWORD", "correct horse")
                .with("CHANCERY_DATABASE_URL", "jdbc:postgresql://u:secret1@h/x?password=secret2")
                .run("config", "check", "--http-port", "8123")
                .expect(0);

        assertThat(shown.lines())
                .contains("http-port=8123", "master-key=********", "bootstrap-client-secret=")
                .hasSize(Setting.values().length);
        assertThat(shown.out()).doesNotContain(key, "correct horse", "secret1", "secret2");
    }

    @ParameterizedTest(name = "chancery {0}")
    @DisplayName("what is called wrongly ends with 2 and one line that says where help is")
    @ValueSource(
            strings = {
                "frobnicate",
                "--http-prt 1",
                "--http-port",
                "start --http-port 1 --http-port 2",
                "start now",
                "client show",
                "client show a b",
                "client update a --token-lifespan soon",
                "realm create",
                "token",
                "backup",
                "config check @file"
            })
    void wrong(String arguments) {
        assertThat(program.run(arguments.split(" ")).line(2)).contains(" --help.");
    }

    @Test
    @DisplayName("a group without a command shows its commands and ends with 2")
    void group() {
        assertThat(program.run("client").expect(2).err()).contains("rotate-secret");
        assertThat(program.run("--help").expect(0).out()).contains("verify-audit", "master-key", "explain");
    }

    @Test
    @DisplayName("--version prints the version of the build, and nothing else")
    void version() {
        assertThat(program.run("--version").expect(0).lines()).containsExactly("chancery unpacked");
        assertThat(program.run("-V").expect(0).lines()).containsExactly("chancery unpacked");
    }

    @Test
    @DisplayName("generate-completion writes a script that bash accepts")
    void completion() throws Exception {
        var script = program.run("generate-completion").expect(0).out();
        assertThat(script).contains("rotate-secret", "--http-port");

        var bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        try (var in = bash.outputWriter()) {
            in.write(script);
        }
        assertThat(bash.waitFor()).isZero();
    }
}
