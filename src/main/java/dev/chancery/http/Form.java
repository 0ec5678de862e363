package dev.chancery.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The fields of a query or of an `application/x-www-form-urlencoded` body, repetitions kept: RFC 6749 appendix B.
public record Form(Map<String, List<String>> fields) {
    private static final int MOST_FIELDS = 256;
    private static final Form EMPTY = new Form(Map.of());

    /// Malformed percent-encoding, invalid UTF-8, NUL, or more than 256 fields: an [HttpRefusal] (400).
    public static Form parse(String text) {
        if (text.isEmpty()) return EMPTY;
        var fields = new LinkedHashMap<String, List<String>>();
        var count = 0;
        for (int start = 0, end; start <= text.length(); start = end + 1) {
            end = text.indexOf('&', start);
            if (end < 0) end = text.length();
            if (start == end) continue;
            if (++count > MOST_FIELDS) throw new HttpRefusal(400, "the request has too many fields");
            add(fields, text, start, end);
        }
        return new Form(fields);
    }

    /// One name or value by itself, as strictly: an [HttpRefusal] (400) when it is malformed.
    public static String decoded(String text) {
        return Percent.decodeForm(text);
    }

    private static void add(Map<String, List<String>> fields, String text, int start, int end) {
        var equals = text.indexOf('=', start, end);
        var name = Percent.decodeForm(text.substring(start, equals < 0 ? end : equals));
        var value = equals < 0 ? "" : Percent.decodeForm(text.substring(equals + 1, end));
        var values = fields.get(name);
        if (values == null) {
            fields.put(name, List.of(value));
        } else {
            var more = new ArrayList<>(values);
            more.add(value);
            fields.put(name, List.copyOf(more));
        }
    }

    /// The only value; sent without a value counts as absent (RFC 6749 §3.1); sent twice is refused (400).
    public Optional<String> one(String name) {
        var values = all(name);
        if (values.size() > 1) throw new HttpRefusal(400, "a parameter is given more than once");
        return values.isEmpty() || values.getFirst().isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /// The names that came more than once.
    public Set<String> repeated() {
        var repeated = new LinkedHashSet<String>();
        fields.forEach((name, values) -> {
            if (values.size() > 1) repeated.add(name);
        });
        return repeated;
    }
}
