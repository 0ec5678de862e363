package dev.chancery.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rows of the documents")
class RowsTest {
    private static final Pattern NAME = Pattern.compile("@DisplayName\\(\\s*\"((?:[ABC]\\d+(?:–[ABC]\\d+)? )+)");
    private static final Pattern ROWS = Pattern.compile("([ABC])(\\d+)(?:–[ABC](\\d+))?");

    @Test
    @DisplayName("each has a test that names it, but those that wait: the console, sign-in and the device flow")
    void all_are_named() {
        var named = new TreeSet<String>();
        for (var room : new String[] {"seeds", "docs"})
            named.addAll(namedIn(Path.of("src/test/java/dev/chancery", room)));

        assertThat(named).containsAll(rows("A", 46, 57).toList());
        assertThat(named).contains("A59", "A60");
        assertThat(named).containsAll(rows("B", 1, 35).toList());
        assertThat(named)
                .containsAll(rows("C", 1, 20).filter(row -> !row.equals("C14")).toList());
    }

    private static Set<String> namedIn(Path room) {
        var named = new TreeSet<String>();
        try (var files = Files.list(room)) {
            for (var file : files.toList())
                NAME.matcher(Files.readString(file))
                        .results()
                        .flatMap(name -> ROWS.matcher(name.group(1)).results())
                        .flatMap(row -> rows(
                                row.group(1),
                                Integer.parseInt(row.group(2)),
                                Integer.parseInt(row.group(row.group(3) == null ? 2 : 3))))
                        .forEach(named::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }

    private static Stream<String> rows(String document, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> document + number);
    }
}
