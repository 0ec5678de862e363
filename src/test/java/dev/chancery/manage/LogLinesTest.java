package dev.chancery.manage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.chancery.json.JsonText;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

@DisplayName("Log lines")
class LogLinesTest {
    private static final String HOSTILE = "a\r\n{\"level\":\"ERROR\"}\u001b[2J\u009b1m\u007f\u2028\u202e\u0000b";

    @Test
    @DisplayName("SE-06 what was sent cannot begin a line or move the cursor, in JSON")
    void json() {
        var line = new String(new JsonLines().encode(event()), UTF_8);

        assertThat(line.strip()).matches("[ -~]+");
        assertThat(line).endsWith("}\n");
        var read = JsonText.MAPPER.readTree(line);
        assertThat(read.get("message").asString()).isEqualTo("sent " + HOSTILE.replace("\u007f", "\\x7f"));
        assertThat(read.get("status").asInt()).isEqualTo(404);
        assertThat(read.get("level").asString()).isEqualTo("WARN");
        assertThat(read.get("thrown").asString()).contains("IllegalStateException");
    }

    @Test
    @DisplayName("SE-06 nor as text")
    void text() {
        var lines = new String(new TextLines().encode(event()), UTF_8);

        assertThat(lines).doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}\u2028&&[^\n]].*");
        assertThat(lines.lines().filter(line -> !line.startsWith("    "))).hasSize(1);
        assertThat(lines).contains("\\u001b[2J", "status=404");
    }

    private static LoggingEvent event() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger logger = context.getLogger("test");
        var fault = new IllegalStateException(HOSTILE);
        var event = new LoggingEvent(
                LogLinesTest.class.getName(), logger, Level.WARN, "sent {}", fault, new Object[] {HOSTILE});
        event.setInstant(Instant.EPOCH);
        event.setKeyValuePairs(List.of(new KeyValuePair("status", 404), new KeyValuePair("name", HOSTILE)));
        return event;
    }
}
