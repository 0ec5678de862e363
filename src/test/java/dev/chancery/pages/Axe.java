package dev.chancery.pages;

import com.microsoft.playwright.Page;
import dev.chancery.ToolBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What keeps people from using a page: the rules of WCAG 2.2 AA that a program can judge.
public final class Axe {
    private static final Path SCRIPT = Path.of("target/node_modules/axe-core/axe.min.js");
    private static final String RULES = """
            () => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
                .then(found => found.violations.map(each =>
                    each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))""";

    private Axe() {}

    public static List<?> violations(Page tab) {
        ToolBox.require(SCRIPT);
        try {
            tab.evaluate(Files.readString(SCRIPT));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return (List<?>) tab.evaluate(RULES);
    }
}
