package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.client.ClientStore;
import dev.chancery.event.AuditStore;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What has happened since a change, but for what its undo does itself. Whoever lacks a role because of the
/// change could be taken over meanwhile by somebody who doesn't hold it: they must not get it back unseen.
public record Since(AuditStore audit, ClientStore clients) {
    private static final int MOST = 1_000;
    private static final Set<Event> CLIENTS = Stream.of(Event.values())
            .filter(event -> event.topic().equals("client"))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Event.class)));

    boolean has(Undoing undoing, String subject, Set<Event> events) {
        return audit.hasSince(undoing.realm().id(), subject, undoing.last(), events);
    }

    /// Whether others may sign in as them by now: a person with another password, a service account whose client
    /// changed.
    boolean isTakenOver(Undoing undoing, SubjectId holder) {
        return has(undoing, holder.value(), EnumSet.of(Event.USER_PASSWORD_CHANGED))
                || clients.find(undoing.realm().id(), holder)
                        .filter(client -> isChanged(undoing, client.id()))
                        .isPresent();
    }

    /// Refused where it would hand what the holder had to whoever took them over.
    void requireOwn(Undoing undoing, SubjectId holder) {
        if (isTakenOver(undoing, holder))
            throw Refused.conflict(
                    null,
                    "Somebody set their password or secret since: if they are still who they were, do it by hand.");
    }

    /// Refused where one of the clients, whose tokens would name roles again, was changed.
    void requireUnchanged(Undoing undoing, List<ClientKey> all) {
        var changed = all.stream()
                .limit(MOST)
                .filter(client -> isChanged(undoing, client))
                .flatMap(client -> clients.find(undoing.realm().id(), client).stream())
                .map(Client::clientId)
                .limit(10)
                .collect(Collectors.joining(", "));
        if (!changed.isEmpty() || all.size() > MOST)
            throw Refused.conflict(
                    null,
                    "Tokens of clients that were changed since would name roles again (%s): give them back by hand."
                            .formatted(changed.isEmpty() ? "more than %d clients".formatted(MOST) : changed));
    }

    /// Refused where a client that came out of the bin was changed, so that somebody uses it.
    void requireUnchanged(Undoing undoing, ClientKey client) {
        if (isChanged(undoing, client))
            throw Refused.conflict(null, "The client was changed since it came back: delete it by hand.");
    }

    /// The same of a realm, of which any line tells.
    void requireUnchanged(Undoing undoing, RealmId realm) {
        var lines = audit.allFrom(realm, undoing.last() + 1, _ -> true, 2);
        if (lines.stream().anyMatch(line -> !line.type().equals(Event.REALM_RESTORED.type)))
            throw Refused.conflict(null, "The realm was changed since it came back: delete it by hand.");
    }

    private boolean isChanged(Undoing undoing, ClientKey client) {
        return has(undoing, client.value(), CLIENTS);
    }

    /// What the line took back, if it tells of an undo.
    Optional<Line> undone(Line line) {
        return line.undoes()
                .flatMap(number -> audit.find(line.entry().realm(), number).map(Line::of));
    }
}
