package dev.chancery.history;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditEntry;
import dev.chancery.event.AuditStore;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.RealmId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes back what a line of the audit trail tells, with all that was done at once with it, or nothing at all.
public record UndoChange(Database db, AuditStore audit, AuditTrail trail, RealmStore realms, List<Inverse> inverses) {
    private static final Set<Event> WHOLE_REALMS =
            EnumSet.of(Event.REALM_CREATED, Event.REALM_DELETED, Event.REALM_RESTORED);
    private static final int MOST = 1_000;

    /// @param lines the numbers of the lines that tell of it in the same realm
    /// @param notRestored a sentence for each thing that did not come back
    public record Undone(List<Long> lines, List<String> notRestored) {}

    public Undone run(Actor actor, RealmId realm, long number) {
        actor.require(Permission.VIEW_EVENTS, realm);
        return db.unit(() -> undone(actor, realm, number));
    }

    /// Why [#run] would be refused now, if it would.
    public Optional<Refused> whyNot(Actor actor, RealmId realm, long number) {
        actor.require(Permission.VIEW_EVENTS, realm);
        try {
            db.rehearse(() -> undone(actor, realm, number));
            return Optional.empty();
        } catch (Refused refused) {
            return Optional.of(refused);
        }
    }

    private Undone undone(Actor actor, RealmId realm, long number) {
        // of two who take back the same line the later one waits here, and sees that it was done
        realms.lock(realm);
        var line =
                audit.find(realm, number).map(Line::of).orElseThrow(() -> Refused.notFound("There is no such line."));
        try {
            return undone(actor, line);
        } catch (Refused refused) {
            throw switch (refused.reason) {
                case INVALID, NOT_FOUND, STALE -> Refused.conflict(refused.member, refused.getMessage());
                case FORBIDDEN, CONFLICT -> refused;
            };
        }
    }

    private Undone undone(Actor actor, Line line) {
        if (line.isErased()) throw Refused.conflict(null, "What this line told was erased.");
        var realm = place(line);
        var notRestored = new ArrayList<String>();
        var together = together(line, notRestored);
        var undoing = new Undoing(actor, realm, together.getLast().entry().number(), notRestored);
        var written = new ArrayList<AuditEntry>();
        for (var each : together.reversed()) {
            var inverse = inverse(each);
            written.addAll(trail.undoing(each.entry().number(), () -> inverse.run(undoing, each)));
        }
        if (written.isEmpty())
            throw Refused.conflict(
                    null,
                    "Nothing is left to undo: it is so already, or follows from another change, which you can undo.");
        return new Undone(
                written.stream()
                        .filter(entry -> entry.realm().equals(line.entry().realm()))
                        .map(AuditEntry::number)
                        .toList(),
                List.copyOf(undoing.notRestored()));
    }

    private Realm place(Line line) {
        var realm = realms.find(line.entry().realm())
                .orElseThrow(() -> Refused.conflict(null, "The realm is gone for good."));
        if (realm.deletedAt() != null && !line.event().topic().equals("realm"))
            throw Refused.conflict(null, "The realm is deleted: restore it first.");
        return realm;
    }

    /// The lines that were written at once, in their order.
    private List<Line> together(Line line, List<String> notRestored) {
        var lines = new ArrayList<Line>();
        for (var entry : audit.allFrom(
                line.entry().realm(),
                line.start(),
                next -> next.payload() == null || Line.of(next).start() == line.start(),
                MOST + 1)) lines.add(Line.of(entry));
        // of an erased line at the end nobody knows whether it belonged to them
        if (lines.getLast().isErased())
            notRestored.add("What follows was erased: if it was done at once with this, it stays as it is.");
        while (lines.getLast().isErased()) lines.removeLast();
        if (lines.size() > MOST)
            throw Refused.conflict(null, "This was done at once with more than %d other changes.".formatted(MOST));
        if (lines.stream().anyMatch(Line::isErased))
            throw Refused.conflict(null, "What was done at once with it was erased.");
        // whatever was made with a realm comes and goes with it
        return lines.stream()
                .filter(each -> WHOLE_REALMS.contains(each.event()))
                .findFirst()
                .map(List::of)
                .orElse(lines);
    }

    private Inverse inverse(Line line) {
        var reason = Final.REASONS.get(line.event());
        if (reason != null)
            throw Refused.conflict(null, "%s: %s".formatted(line.entry().type(), reason));
        return inverses.stream()
                .filter(inverse -> inverse.events().contains(line.event()))
                .findFirst()
                .orElseThrow(line::untold);
    }
}
