package dev.chancery.event;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Changes;
import dev.chancery.id.RealmId;
import dev.chancery.json.JsonText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends to the trail, as the last thing in the transaction that makes the change.
public record AuditTrail(AuditStore store, MasterKeys keys, InstantSource clock) {

    /// A line that is being taken back, and the lines that this has written so far.
    private record Undoing(long number, List<AuditEntry> written) {}

    private static final ScopedValue<Undoing> UNDOING = ScopedValue.newInstance();

    /// The lines that the work writes, each of which says that it takes back the line of this number.
    public List<AuditEntry> undoing(long number, Runnable work) {
        var undoing = new Undoing(number, new ArrayList<>());
        ScopedValue.where(UNDOING, undoing).run(work);
        return List.copyOf(undoing.written());
    }

    /// `before` and `after` are what an administrator may see of the thing: never a secret, a hash or a private key.
    /// Taking the number locks the one row that orders all changes, so this comes after all
    /// that a unit reads.
    public void append(
            Actor actor, RealmId realm, Event event, String subject, @Nullable Object before, @Nullable Object after) {
        append(actor, realm, event, subject, subject, before, after);
    }

    /// `announced` is what the caches of all nodes know the subject by, where that is not its id.
    public void append(
            Actor actor,
            RealmId realm,
            Event event,
            String subject,
            String announced,
            @Nullable Object before,
            @Nullable Object after) {
        var salt = RandomToken.hex(32);
        var last = Changes.announce(realm.value(), event.topic(), announced);
        var payload = payload(last, before, after);
        var unchained = new AuditEntry(
                last.number(),
                clock.instant(),
                realm,
                event.type,
                subject,
                actor.label(),
                actor.id() == null ? null : actor.id().value(),
                actor.address(),
                payload,
                AuditChain.digest(salt, payload),
                "");
        if (UNDOING.isBound()) UNDOING.get().written().add(unchained);
        var hash = AuditChain.next(last.chainHash(), unchained);
        store.insert(unchained, salt, hash, AuditChain.seal(keys.current(), last.number(), hash));
    }

    private static String payload(Changes.Announced line, @Nullable Object before, @Nullable Object after) {
        var payload = JsonText.emptyObject();
        if (before != null) payload.set("before", JsonText.tree(before));
        if (after != null) payload.set("after", JsonText.tree(after));
        if (line.first() != line.number()) payload.put("with", Long.toString(line.first()));
        if (UNDOING.isBound()) payload.put("undoes", Long.toString(UNDOING.get().number()));
        return JsonText.of(payload);
    }
}
