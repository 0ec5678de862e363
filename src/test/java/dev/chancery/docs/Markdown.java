package dev.chancery.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A paper of the repository.
record Markdown(String text) {

    static Markdown read(String path) {
        try {
            return new Markdown(Files.readString(Path.of(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From its heading up to the next one of the same depth.
    Markdown section(String heading) {
        var start = text.indexOf("\n" + heading + "\n");
        if (start < 0) throw new IllegalArgumentException("there is no heading " + heading);
        var depth = heading.substring(0, heading.indexOf(' ') + 1);
        var end = text.indexOf("\n" + depth, start + 1);
        return new Markdown(end < 0 ? text.substring(start) : text.substring(start, end));
    }

    /// The fenced blocks in a language, such as `sh`.
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```%s\\n(.*?)^```$".formatted(language))
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
