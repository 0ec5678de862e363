package dev.chancery.scope;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a claim stands: a dot leads into an object, `\.` is a dot.
public record ClaimPath(List<String> parts) {
    private static final Pattern DOT = Pattern.compile("(?<!\\\\)\\.");

    public static ClaimPath of(String claim) {
        if (claim.indexOf('.') < 0) return new ClaimPath(List.of(claim));
        return new ClaimPath(Stream.of(DOT.split(claim, -1))
                .map(part -> part.replace("\\.", "."))
                .toList());
    }
}
