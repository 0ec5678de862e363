package dev.chancery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// The tools of others that `scripts/test-tools` brings; a test that needs one which is absent is skipped, and says so.
public final class ToolBox {
    private static final Path TOOLS = Path.of("target", "tools");

    private ToolBox() {}

    /// With `requests`, PyJWT and `cryptography`.
    public static Shell python(String program, String... arguments) {
        return python(Map.of(), program, arguments);
    }

    public static Shell python(Map<String, String> environment, String program, String... arguments) {
        var python = TOOLS.resolve("python3");
        require(python);
        return Shell.command(environment, command(List.of(python.toString(), "-c", program), arguments));
    }

    /// An ES module, with `jose`.
    public static Shell node(String program, String... arguments) {
        require(Path.of("target", "node_modules", "jose", "package.json"));
        return Shell.command(Map.of(), command(List.of("node", "--input-type=module", "-e", program), arguments));
    }

    /// A file that a script makes.
    public static void require(Path file) {
        Assumptions.assumeTrue(Files.exists(file), () -> file + " is not there: run `make test`, which brings it");
    }

    private static List<String> command(List<String> tool, String... arguments) {
        return Stream.concat(tool.stream(), Stream.of(arguments)).toList();
    }
}
