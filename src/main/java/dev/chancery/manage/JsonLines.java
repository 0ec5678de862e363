package dev.chancery.manage;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.chancery.http.RequestScope;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// A log line as one JSON object, all ASCII: nothing that is logged can begin a line or move a terminal's cursor.
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = new byte[0];
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Override
    public byte[] encode(ILoggingEvent event) {
        var line = new StringWriter(256);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("time", event.getInstant().toString());
            json.writeStringProperty("level", event.getLevel().toString());
            json.writeStringProperty("logger", event.getLoggerName());
            json.writeStringProperty("message", withoutDelete(event.getFormattedMessage()));
            RequestScope.current().ifPresent(scope -> {
                json.writeStringProperty("request", scope.id());
                json.writeStringProperty("address", scope.address());
            });
            pairs(event, json);
            var thrown = event.getThrowableProxy();
            if (thrown != null) json.writeStringProperty("thrown", withoutDelete(ThrowableProxyUtil.asString(thrown)));
            json.writeEndObject();
        }
        return line.append('\n').toString().getBytes(UTF_8);
    }

    private static void pairs(ILoggingEvent event, JsonGenerator json) {
        var pairs = event.getKeyValuePairs();
        if (pairs == null) return;
        for (var pair : pairs) {
            json.writeName(pair.key);
            switch (pair.value) {
                case Integer number -> json.writeNumber(number);
                case Long number -> json.writeNumber(number);
                case Double number -> json.writeNumber(number);
                case null, default -> json.writeString(withoutDelete(String.valueOf(pair.value)));
            }
        }
    }

    /// The one control character that JSON does not escape.
    private static String withoutDelete(String text) {
        return text.indexOf('\u007f') < 0 ? text : text.replace("\u007f", "\\x7f");
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
