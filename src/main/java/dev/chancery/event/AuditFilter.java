package dev.chancery.event;

import dev.chancery.db.AnyCase;
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
/// @param actor what is in the name of who did it, in any case
public record AuditFilter(
        @Nullable String subject,
        @Nullable String type,
        @Nullable String actor,
        Span at) {

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
        if (actor != null) asked.add("replace(lower(e.actor), :actor, '') <> lower(e.actor)");
        if (!isByTime() && !at.isAll()) asked.add(at.of("e.at"));
        return String.join(" AND ", asked);
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>(at.values());
        values.put("realm", realm);
        if (subject != null) values.put("subject", subject);
        if (type != null) values.put("type", type);
        if (actor != null) values.put("actor", AnyCase.of(actor));
        return values;
    }
}
