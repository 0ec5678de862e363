package dev.chancery.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.chancery.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The house as it lies on disk, and as it was compiled.
final class Sources {
    static final String ROOT = "dev.chancery";
    static final Path MAIN = Path.of("src/main/java");
    static final Path TESTS = Path.of("src/test/java");

    private Sources() {}

    /// The compiled classes of `src/main/java`, wherever the tests' classes lie.
    static JavaClasses house() {
        var compiled = Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        return new ClassFileImporter()
                .withImportOption(location -> location.contains("/dev/chancery/")
                        && Files.exists(MAIN.resolve(source(location.asURI().toString()))))
                .importPath(compiled);
    }

    private static String source(String classFile) {
        var path = classFile.substring(classFile.lastIndexOf("dev/chancery"));
        return path.replaceAll("(\\$.*)?\\.class$", "") + ".java";
    }

    /// Its package below the root, empty for the root itself.
    static String room(JavaClass type) {
        return room(type.getPackageName());
    }

    private static String room(String packageName) {
        return packageName.equals(ROOT) ? "" : packageName.substring(ROOT.length() + 1);
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    static List<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
