package dev.chancery.event;

import dev.chancery.db.Span;
import dev.chancery.id.RealmId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which lines of a realm's trail to list; an absent member lets all pass.
///
/// @param subject the id of what was changed
/// @param actor what is in the name of who did it, as it is written, or with the letters A to Z in any case
public record AuditFilter(
        @Nullable String subject,
        @Nullable String type,
        @Nullable String actor,
        Span at) {

    /// Both sides are put into lower case by the database, which knows of other letters than Java.
    private static final String BY = """
            (replace(e.actor, :actor, '') <> e.actor
              OR replace(lower(e.actor), lower(:actor), '') <> lower(e.actor))""";

    public static AuditFilter all() {
        return new AuditFilter(null, null, null, Span.ALL);
    }

    /// Those of a time are found by it; those about one thing are few.
    private boolean isByTime() {
        return subject == null && !at.isAll();
    }

    String where() {
        return subject == null ? "" : " AND e.subject = :subject";
    }

    List<String> order() {
        return isByTime() ? List.of("e.at", "e.n") : List.of("e.n");
    }

    List<Object> position(AuditEntry entry) {
        return isByTime() ? List.of(entry.at().toEpochMilli(), entry.number()) : List.of(entry.number());
    }

    /// What bounds the order.
    Span within() {
        return isByTime() ? at : Span.ALL;
    }

    String filter() {
        var asked = new ArrayList<String>();
        if (type != null) asked.add("e.kind = :type");
        if (actor != null) asked.add(BY);
        if (!isByTime() && !at.isAll()) asked.add(at.of("e.at"));
        return String.join(" AND ", asked);
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>(at.values());
        values.put("realm", realm);
        if (subject != null) values.put("subject", subject);
        if (type != null) values.put("type", type);
        if (actor != null) values.put("actor", actor);
        return values;
    }
}
