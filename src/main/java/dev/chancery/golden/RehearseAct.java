package dev.chancery.golden;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.event.AuditEntry;
import dev.chancery.event.AuditStore;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.issue.RevokedTokenStore;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Does an act and takes all of it back, and tells what it wrote to the trail and which tokens would have changed.
///
/// It is done twice: at first to learn what it touches, and once more to see the tokens after it. What they say before
/// it is read in between, in a snapshot: the units, which on SQLite hold the one writer, stay short. Where others have
/// changed the realm since the snapshot, their change is not taken for this act's: it begins again.
public record RehearseAct(
        Database db, Changes changes, AuditStore trail, Realms realms, ReachedTokens reached, ForetellToken tokens) {

    private static final int MOST_COMPARED = 100;
    private static final int ATTEMPTS = 3;

    /// What comes of people and clients as they sign in and out; no token that is foretold says anything of it.
    private static final Set<String> TRAFFIC = Set.of(
            Event.SESSION_BEGUN.topic(),
            Event.CONSENT_GIVEN.topic(),
            Event.GRANT_REVOKED.topic(),
            Event.DEVICE_ALLOWED.topic(),
            Event.MFA_ENROLLED.topic(),
            RevokedTokenStore.TOPIC);

    /// @param lines what it wrote to the trail
    /// @param names of the realms that these are about
    /// @param tokens those that would say something else, of all that were compared
    /// @param compared how many these were, and `notCompared` how many more there are that it may reach
    public record Rehearsal<T>(
            T answer,
            List<AuditEntry> lines,
            Map<RealmId, String> names,
            List<TokenChange> tokens,
            int compared,
            long notCompared) {

        public String name(RealmId realm) {
            return names.getOrDefault(realm, realm.value());
        }
    }

    private record Before(long change, Map<WatchedToken, Optional<ForetoldToken>> tokens, long notCompared) {}

    /// Absent when others change the realm again and again at this moment. What refuses the act is thrown as it is.
    public <T> Optional<Rehearsal<T>> run(Actor actor, Supplier<T> act) {
        var first = db.rehearse(() -> withoutTokens(act.get()));
        if (touched(actor, first.lines()).isEmpty()) return Optional.of(first);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var before = db.snapshot(() -> before(actor, first.lines()));
            var rehearsal = db.rehearse(() -> after(actor, act, before));
            if (rehearsal.isPresent()) return rehearsal;
        }
        return Optional.empty();
    }

    private <T> Rehearsal<T> withoutTokens(T answer) {
        var lines = trail.allUnderWay();
        return new Rehearsal<>(answer, lines, names(lines), List.of(), 0, 0);
    }

    /// What the tokens of a realm say is for those who may see its clients and its people.
    public static boolean mayCompare(Actor actor, RealmId realm) {
        return actor.may(Permission.VIEW_CLIENTS, realm) && actor.may(Permission.VIEW_USERS, realm);
    }

    private static Set<RealmId> touched(Actor actor, List<AuditEntry> lines) {
        return lines.stream()
                .map(AuditEntry::realm)
                .filter(realm -> mayCompare(actor, realm))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Before before(Actor actor, List<AuditEntry> lines) {
        var said = new LinkedHashMap<WatchedToken, Optional<ForetoldToken>>();
        var notCompared = 0L;
        for (var realm : touched(actor, lines)) {
            var found = reached.of(realm, of(realm, lines), MOST_COMPARED - said.size());
            found.tokens().forEach(token -> said.put(token, tokens.run(actor, token)));
            notCompared += found.more();
        }
        return new Before(changes.latest(), said, notCompared);
    }

    private <T> Optional<Rehearsal<T>> after(Actor actor, Supplier<T> act, Before before) {
        var answer = act.get();
        var lines = trail.allUnderWay();
        var realms = touched(actor, lines);
        if (realms.stream().anyMatch(realm -> changes.hasOthers(realm.value(), before.change(), TRAFFIC)))
            return Optional.empty();

        var all = new LinkedHashMap<>(before.tokens());
        var known = all.keySet().stream().map(WatchedToken::client).collect(Collectors.toSet());
        for (var realm : realms) for (var token : made(realm, lines, known)) all.put(token, Optional.empty());
        var changed = new ArrayList<TokenChange>();
        all.forEach((token, said) -> change(actor, token, said.orElse(null)).ifPresent(changed::add));
        return Optional.of(new Rehearsal<>(answer, lines, names(lines), changed, all.size(), before.notCompared()));
    }

    private List<WatchedToken> made(RealmId realm, List<AuditEntry> lines, Set<ClientKey> known) {
        return reached.named(realm, of(realm, lines), MOST_COMPARED).stream()
                .filter(token -> !known.contains(token.client()))
                .toList();
    }

    private Optional<TokenChange> change(Actor actor, WatchedToken token, @Nullable ForetoldToken before) {
        return TokenChange.of(token, before, tokens.run(actor, token).orElse(null));
    }

    private Map<RealmId, String> names(List<AuditEntry> lines) {
        var names = new HashMap<RealmId, String>();
        for (var line : lines)
            names.computeIfAbsent(
                    line.realm(), id -> realms.find(id).map(Realm::name).orElse(id.value()));
        return names;
    }

    private static List<AuditEntry> of(RealmId realm, List<AuditEntry> lines) {
        return lines.stream().filter(line -> line.realm().equals(realm)).toList();
    }
}
