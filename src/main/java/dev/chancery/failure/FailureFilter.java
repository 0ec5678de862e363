package dev.chancery.failure;

import dev.chancery.db.Span;
import dev.chancery.id.RealmId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which failures of a realm to list; an absent member lets all pass.
///
/// @param subject the `client_id` or user name as it was sent
/// @param last when the last of the like ones was
public record FailureFilter(
        @Nullable String subject, @Nullable FailureCause cause, Span last) {

    public static FailureFilter all() {
        return new FailureFilter(null, null, Span.ALL);
    }

    String filter() {
        var about = subject == null ? Stream.<String>of() : Stream.of("subject = :subject");
        var because = cause == null ? Stream.<String>of() : Stream.of("cause = :cause");
        return Stream.concat(about, because).collect(Collectors.joining(" AND "));
    }

    Map<String, Object> values(RealmId realm) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        if (subject != null) values.put("subject", subject);
        if (cause != null) values.put("cause", cause.name());
        return values;
    }
}
