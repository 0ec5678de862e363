package dev.chancery.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads one JSON object: UTF-8, no member twice, nothing after it, nothing deep.
final class StrictJson {
    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 40;

    private static final ObjectReader OBJECT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(new TypeReference<Map<String, Object>>() {});

    private StrictJson() {}

    static Map<String, Object> object(byte[] utf8) {
        try {
            var text = text(utf8);
            if (!text.startsWith("{")) throw new InvalidJws("not a JSON object");
            return OBJECT.readValue(text);
        } catch (CharacterCodingException | JacksonException malformed) {
            throw new InvalidJws("malformed JSON");
        }
    }

    private static String text(byte[] utf8) throws CharacterCodingException {
        var text = new String(utf8, UTF_8);
        // what is not UTF-8 was replaced; the decoder tells that from what was meant
        return text.indexOf('\uFFFD') < 0
                ? text
                : UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }
}
