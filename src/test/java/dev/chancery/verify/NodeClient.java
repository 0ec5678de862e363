package dev.chancery.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.ToolBox;
import dev.chancery.json.JsonText;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;

/// A program of `verify/node/` at work. In turns it says a line of JSON and hears a line.
final class NodeClient implements AutoCloseable {
    private static final Path TARGET = Path.of("target");

    private final Process process;
    private final BufferedReader said;
    private final BufferedWriter heard;

    /// Named as the library that it is written with.
    NodeClient(String library, String... arguments) throws IOException {
        ToolBox.require(TARGET.resolve("node_modules").resolve(library));
        var program = Files.readString(Path.of("verify", "node", library + ".mjs"));
        var command = List.of("node", "--input-type=module", "-e", program);
        process = new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(arguments)).toList())
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .start();
        said = process.inputReader(UTF_8);
        heard = process.outputWriter(UTF_8);
    }

    Map<String, Object> says() throws IOException {
        var log = new StringBuilder();
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith("{\"")) return JsonText.MAPPER.readValue(line, new TypeReference<>() {});
            log.append(line).append('\n');
        }
        throw new IllegalStateException("it ended:\n" + log);
    }

    void hears(String line) throws IOException {
        heard.write(line + "\n");
        heard.flush();
    }

    @Override
    public void close() throws IOException {
        heard.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
