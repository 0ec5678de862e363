package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.client.ClientStore;
import dev.chancery.event.Event;
import dev.chancery.id.RealmId;
import dev.chancery.realm.ChangeRealm;
import dev.chancery.realm.DeleteRealm;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSettings;
import dev.chancery.realm.RealmStore;
import dev.chancery.user.UserStore;
import java.util.EnumSet;
import java.util.Set;

/// A realm's settings as they were; a new realm into the bin, a deleted one out of it.
public record UndoRealm(
        RealmStore realms, ClientStore clients, UserStore users, ChangeRealm change, DeleteRealm delete, Since since)
        implements Inverse {

    @Override
    public Set<Event> events() {
        return EnumSet.of(Event.REALM_CREATED, Event.REALM_UPDATED, Event.REALM_DELETED, Event.REALM_RESTORED);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        var id = new RealmId(line.subject());
        if (line.event() == Event.REALM_DELETED) delete.restore(undoing.actor(), id);
        else run(undoing, line, inUse(id));
    }

    private void run(Undoing undoing, Line line, Realm realm) {
        if (line.event() == Event.REALM_UPDATED) {
            var settings = Difference.undone(line.changesToUndo(undoing), Difference.tree(realm.settings()));
            change.run(undoing.actor(), realm, line.read(settings, RealmSettings.class));
            return;
        }
        if (line.event() == Event.REALM_CREATED) requireNew(line, realm);
        if (line.event() == Event.REALM_RESTORED) since.requireUnchanged(undoing, realm.id());
        delete.run(undoing.actor(), realm);
    }

    private void requireNew(Line line, Realm realm) {
        Difference.requireSame(line.after().path("settings"), Difference.tree(realm.settings()));
        if (users.hasAny(realm.id()) || clients.hasAny(realm.id()))
            throw Refused.conflict(null, "The realm is in use: it has people or clients.");
    }

    private Realm inUse(RealmId id) {
        return realms.find(id)
                .filter(found -> found.deletedAt() == null)
                .orElseThrow(() -> Refused.notFound("The realm is deleted."));
    }
}
