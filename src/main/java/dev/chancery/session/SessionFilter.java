package dev.chancery.session;

import dev.chancery.db.Beginning;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which sessions of a realm to list; an absent member lets all pass.
///
/// @param client the `client_id` of one that was let have something in it
/// @param term what any name of the person begins with, as people are searched
public record SessionFilter(
        @Nullable SubjectId person,
        @Nullable String client,
        @Nullable String term) {
    private static final String AT_CLIENT = """
            EXISTS (SELECT 1 FROM authorization_grant g JOIN client c ON c.id = g.client_id
                     WHERE g.session_id = user_session.id AND g.redeemed_at IS NOT NULL AND c.client_id = :client)""";

    public static SessionFilter all() {
        return new SessionFilter(null, null, null);
    }

    public static SessionFilter of(SubjectId person) {
        return new SessionFilter(person, null, null);
    }

    String where() {
        return person == null ? "" : " AND person_id = :person";
    }

    String filter() {
        var atClient = client == null ? Stream.<String>of() : Stream.of(AT_CLIENT);
        var called =
                term == null ? Stream.<String>of() : Stream.of(new Beginning(term).ofTerm("user_session.person_id"));
        return Stream.concat(atClient, called).collect(Collectors.joining(" AND "));
    }

    Map<String, Object> values(RealmId realm, Instant now) {
        var values = new HashMap<String, Object>();
        values.put("realm", realm);
        values.put("now", now);
        if (person != null) values.put("person", person);
        if (client != null) values.put("client", client);
        if (term != null) values.putAll(new Beginning(term).values());
        return values;
    }
}
