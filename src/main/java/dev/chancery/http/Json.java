package dev.chancery.http;

import dev.chancery.json.JsonText;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;

/// JSON, read strictly and within bounds: RFC 8259, and RFC 7493 (I-JSON) where that leaves a choice.
public final class Json {
    private Json() {}

    /// The request's JSON object as a record; what is wrong is refused (400, or 415), naming the member.
    public static <T> T read(Request request, Class<T> type) {
        var text = text(request, List.of("application/json"));
        return reading(() -> JsonText.MAPPER.readValue(text, type));
    }

    /// The request's JSON in any of the media types.
    public static JsonNode tree(Request request, String... mediaTypes) {
        var text = text(request, mediaTypes.length == 0 ? List.of("application/json") : List.of(mediaTypes));
        return reading(() -> JsonText.MAPPER.readTree(text));
    }

    /// A record out of a tree, such as a member or a patched whole.
    public static <T> T convert(JsonNode tree, Class<T> type) {
        return reading(() -> JsonText.MAPPER.treeToValue(tree, type));
    }

    public static byte[] write(Object value) {
        return JsonText.MAPPER.writeValueAsBytes(value);
    }

    private static String text(Request request, List<String> mediaTypes) {
        if (!mediaTypes.contains(request.contentType().orElse("")))
            throw new HttpRefusal(415, "the content must be " + String.join(" or ", mediaTypes));
        var body = request.body();
        var text = Percent.utf8(body, body.length);
        if (text.isBlank()) throw new HttpRefusal(400, "the content is empty");
        JsonEscapes.check(text);
        return text;
    }

    private static <T> T reading(Reading<T> reading) {
        try {
            var value = reading.read();
            if (value == null) throw new HttpRefusal(400, "the content is null");
            return value;
        } catch (DatabindException | InputCoercionException mismatch) {
            var member = member(mismatch);
            if (!member.isEmpty()) throw HttpRefusal.ofMember(member);
            throw new HttpRefusal(400, "the content is not of the expected form");
        } catch (JacksonException malformed) {
            throw new HttpRefusal(400, "the content is not JSON" + place(malformed));
        }
    }

    private static String place(JacksonException malformed) {
        var place = malformed.getLocation();
        if (place == null || place.getLineNr() < 1) return "";
        return ": see line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }

    private static String member(JacksonException mismatch) {
        var path = new StringBuilder();
        for (var reference : mismatch.getPath()) {
            var name = reference.getPropertyName();
            if (name == null) path.append('[').append(reference.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(name);
        }
        return path.length() > 200 ? path.substring(0, 200) : path.toString();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read();
    }
}
