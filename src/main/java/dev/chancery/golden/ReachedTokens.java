package dev.chancery.golden;

import dev.chancery.event.AuditEntry;
import dev.chancery.id.RealmId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which tokens of a realm are worth a look when these lines are written to its trail.
public record ReachedTokens(WatchedTokenStore watched) {

    /// What may make a difference to more clients than it names.
    private static final Set<String> FAR = Set.of("realm", "scope", "role");

    private static final int MOST_NAMED = 500;

    /// @param more how many there are beside `tokens`
    record Reached(List<WatchedToken> tokens, long more) {}

    /// Those of the clients that are named first, then the golden ones, then what other clients get by default.
    Reached of(RealmId realm, List<AuditEntry> lines, int most) {
        var tokens = new ArrayList<>(named(realm, lines, most));
        var named = new LinkedHashSet<>(Set.of("")); // a list of none would be no SQL
        tokens.forEach(token -> named.add(token.client().value()));
        var golden = watched.allGolden(realm, named, most - tokens.size());
        tokens.addAll(golden.tokens());
        var more = golden.total() - golden.tokens().size();
        if (lines.stream().anyMatch(line -> FAR.contains(line.topic()))) {
            var acting = watched.allActing(realm, scope(lines), named, most - tokens.size());
            tokens.addAll(acting.tokens());
            more += acting.total() - acting.tokens().size();
        }
        return new Reached(tokens, more);
    }

    List<WatchedToken> named(RealmId realm, List<AuditEntry> lines, int most) {
        var subjects = lines.stream().map(AuditEntry::subject).distinct().limit(MOST_NAMED);
        return watched.allNamed(realm, subjects.toList(), most);
    }

    /// The one scope that alone is changed, whose id its lines name.
    private static @Nullable String scope(List<AuditEntry> lines) {
        var far = lines.stream()
                .filter(line -> FAR.contains(line.topic()))
                .map(line -> line.topic() + " " + line.subject())
                .collect(Collectors.toSet());
        var only = far.iterator().next();
        return far.size() == 1 && only.startsWith("scope ") ? only.substring("scope ".length()) : null;
    }
}
