package dev.chancery.db;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// That a column holds one of these ids, for a statement that is put together.
public record Among(List<TextId> ids) {

    public static Among of(Set<? extends TextId> ids) {
        return new Among(new ArrayList<>(ids));
    }

    public String in(String column) {
        if (ids.isEmpty()) return "1 = 0";
        var names = IntStream.range(0, ids.size()).mapToObj(i -> ":among" + i).collect(Collectors.joining(", "));
        return "%s IN (%s)".formatted(column, names);
    }

    public Map<String, Object> values() {
        var values = new HashMap<String, Object>();
        for (var i = 0; i < ids.size(); i++) values.put("among" + i, ids.get(i));
        return values;
    }
}
