package dev.chancery.db;

import java.util.Map;

/// That a column begins with a text, said so that an index answers it.
public record Beginning(String text) {

    /// Sorts behind every text, so that a prefix and the prefix with this enclose all that begins with it.
    static final String LAST = "\udbff\udfff";

    public String of(String column) {
        return "%1$s >= :beginning AND %1$s < :beginning_end".formatted(column);
    }

    /// That a term of the person in the column does. It is asked of one person at a time: of an `EXISTS`, a database
    /// may first read the terms of all people of all realms.
    public String ofTerm(String person) {
        return "(SELECT TRUE FROM person_term t WHERE t.person_id = %s AND %s LIMIT 1)".formatted(person, of("t.term"));
    }

    public Map<String, Object> values() {
        return Map.of("beginning", text, "beginning_end", text + LAST);
    }
}
