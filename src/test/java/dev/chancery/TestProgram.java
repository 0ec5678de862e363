package dev.chancery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.cli.Terminal;
import dev.chancery.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// `chancery` within this JVM, with its own home folder; nobody sits at the terminal.
public final class TestProgram {
    private final Map<String, String> environment = new HashMap<>();
    private InstantSource clock = InstantSource.system();
    private byte[] input = {};
    private Consumer<String> heard = _ -> {};

    public TestProgram(Path home) {
        environment.put("HOME", home.toString());
    }

    /// How it ended, and what it said.
    public record Ended(int status, String out, String err) {

        public Ended expect(int wanted) {
            assertThat(status).as(out + err).isEqualTo(wanted);
            return this;
        }

        /// Refused: one line on standard error, nothing on standard output, no stack trace.
        public String line(int wanted) {
            expect(wanted);
            assertThat(out).isEmpty();
            assertThat(err).startsWith("chancery: ").endsWith("\n");
            assertThat(err.strip()).doesNotContain("\n", "Exception:", "\tat ").hasSizeLessThan(400);
            return err;
        }

        public JsonNode json() {
            return JsonText.MAPPER.readTree(out);
        }

        public List<String> lines() {
            return out.lines().toList();
        }
    }

    public TestProgram with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public TestProgram typing(String lines) {
        return piping(lines.getBytes(UTF_8));
    }

    public TestProgram piping(byte[] bytes) {
        input = bytes;
        return this;
    }

    /// Told each line for people while the program still runs.
    public TestProgram hearing(Consumer<String> listener) {
        heard = listener;
        return this;
    }

    public TestProgram at(InstantSource time) {
        clock = time;
        return this;
    }

    public Ended run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new ByteArrayInputStream(input),
                new PrintWriter(out, true),
                new PrintWriter(err, true) {
                    @Override
                    public void println(String line) {
                        super.println(line);
                        heard.accept(line);
                    }
                },
                _ -> Optional.empty(),
                Map.copyOf(environment));
        var status = Main.program(terminal, clock).run(arguments);
        return new Ended(status, out.toString(), err.toString());
    }
}
