package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A guide to a client secret, as somebody has it before them who follows it: `client-secret-guide.txt`.
record Guide(String text) {
    /// Heads of its tables.
    private static final List<String> HEADS = List.of("FieldValue", "FlowValue");

    static Guide read() {
        try (var in = Objects.requireNonNull(Guide.class.getResourceAsStream("client-secret-guide.txt"))) {
            return new Guide(new String(in.readAllBytes(), UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What it calls something, to the letter, where it says so.
    String named(String where, String name) {
        var line = text.lines().filter(each -> (each + "\n").contains(where)).findFirst();
        assertThat(line).as(where).hasValueSatisfying(found -> assertThat(found).contains(name));
        return name;
    }

    /// The rows of the tables of a step, in which name and value stand together.
    List<String> rows(String step) {
        var lines = text.lines()
                .dropWhile(line -> !line.startsWith(step))
                .skip(1)
                .takeWhile(line -> !line.startsWith("Step "))
                .toList();
        return HEADS.stream().flatMap(head -> rows(lines, head)).toList();
    }

    private static Stream<String> rows(List<String> lines, String head) {
        return lines.stream().dropWhile(line -> !line.equals(head)).skip(1).takeWhile(line -> !line.isBlank());
    }
}
