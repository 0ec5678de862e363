package dev.chancery.history;

import dev.chancery.client.Client;
import dev.chancery.event.AuditEntry;
import dev.chancery.history.NameStore.Kind;
import dev.chancery.history.NameStore.Named;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realms;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the things are called that lines of the audit trail are about, and whether they are there.
public record Subjects(Realms realms, NameStore names) {
    private static final String REALM = "realm";

    /// Topics whose lines tell of the thing itself.
    private static final Set<String> NAMED = Set.of(REALM, "scope", "role", "group", "user");

    /// @param name as it is called now, or as the line has it of what is gone; null for what has no name
    /// @param exists now, and not in the bin
    public record Subject(@Nullable String name, boolean exists) {}

    /// Those of some lines of a realm.
    public final class Read {
        private final Map<Kind, Map<String, Named>> found = new EnumMap<>(Kind.class);

        private Read(RealmId realm, List<AuditEntry> entries) {
            var ids = new EnumMap<Kind, Set<String>>(Kind.class);
            for (var entry : entries)
                for (var kind : kinds(entry.topic()))
                    ids.computeIfAbsent(kind, _ -> new HashSet<>()).add(entry.subject());
            ids.forEach((kind, some) -> found.put(kind, names.all(realm, kind, some)));
        }

        public Subject of(AuditEntry entry) {
            if (entry.topic().equals(REALM)) return realm(entry);
            return kinds(entry.topic()).stream()
                    .flatMap(kind -> named(kind, entry.subject()))
                    .findFirst()
                    .orElseGet(() -> gone(entry));
        }

        private Stream<Subject> named(Kind kind, String id) {
            return Stream.ofNullable(found.getOrDefault(kind, Map.of()).get(id))
                    .map(named -> new Subject(
                            kind == Kind.ACCOUNT ? Client.serviceAccountName(named.name()) : named.name(),
                            named.inUse()));
        }
    }

    public Read of(RealmId realm, List<AuditEntry> entries) {
        return new Read(realm, entries);
    }

    private Subject realm(AuditEntry entry) {
        return realms.find(new RealmId(entry.subject()))
                .map(realm -> new Subject(realm.name(), realm.deletedAt() == null))
                .orElseGet(() -> gone(entry));
    }

    /// Of which kind a thing of the topic can be: the roles of a client are told of by the client.
    private static List<Kind> kinds(String topic) {
        return switch (topic) {
            case REALM -> List.of();
            case "client" -> List.of(Kind.CLIENT);
            case "scope" -> List.of(Kind.SCOPE);
            case "role" -> List.of(Kind.ROLE, Kind.CLIENT);
            case "group" -> List.of(Kind.GROUP);
            default -> List.of(Kind.USER, Kind.ACCOUNT);
        };
    }

    private static Subject gone(AuditEntry entry) {
        var told = NAMED.contains(entry.topic()) ? told(Line.of(entry)) : Optional.<String>empty();
        return new Subject(told.orElse(null), false);
    }

    private static Optional<String> told(Line line) {
        return Stream.of("after", "before")
                .map(line.payload()::path)
                .flatMap(told -> Stream.of(
                        told.path("name"),
                        told.path("username"),
                        told.path("settings").path("username"),
                        told.path("groups").path(0).path("group").path("name")))
                .flatMap(name -> name.asStringOpt().stream())
                .findFirst();
    }
}
