package dev.chancery.manage;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.chancery.http.RequestScope;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// A log line for people at a terminal. Control characters of what is logged are shown, not sent.
public final class TextLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]");

    @Override
    public byte[] encode(ILoggingEvent event) {
        var logger = event.getLoggerName();
        var line = new StringBuilder(TIME.format(event.getInstant()))
                .append(" %-5s ".formatted(event.getLevel()))
                .append(logger.substring(logger.lastIndexOf('.') + 1))
                .append(": ")
                .append(shown(event.getFormattedMessage()));
        RequestScope.current()
                .ifPresent(scope -> line.append(" request=")
                        .append(scope.id())
                        .append(" address=")
                        .append(scope.address()));
        var pairs = event.getKeyValuePairs();
        if (pairs != null)
            for (var pair : pairs)
                line.append(' ').append(pair.key).append('=').append(shown(String.valueOf(pair.value)));
        line.append('\n');
        var thrown = event.getThrowableProxy();
        if (thrown != null)
            ThrowableProxyUtil.asString(thrown)
                    .lines()
                    .forEach(each ->
                            line.append("    ").append(shown(each.strip())).append('\n'));
        return line.toString().getBytes(UTF_8);
    }

    private static String shown(String text) {
        return CONTROL.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted(found.group().codePointAt(0)));
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
