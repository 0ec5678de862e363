package dev.chancery.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Setting;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/how-to/settings.md")
class SettingsPageTest {

    @Test
    @DisplayName("lists every setting with its default, and no other")
    void complete() {
        var rows = Stream.of(Setting.values()).map(SettingsPageTest::row).collect(Collectors.joining());

        assertThat(Markdown.read("docs/how-to/settings.md").text()).contains("|---|---|---|---|\n" + rows + "\n");
    }

    private static String row(Setting setting) {
        var byDefault = setting.byDefault.isEmpty() ? "" : "`%s`".formatted(setting.byDefault);
        return "| `%s` | `%s` | %s | %s |%n"
                .formatted(setting.key(), setting.variable(), byDefault, setting.description);
    }
}
