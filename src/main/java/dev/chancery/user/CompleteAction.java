package dev.chancery.user;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.util.ArrayList;

/// Somebody has done what was required of them.
public record CompleteAction(Database db, UserStore users, AuditTrail trail) {

    /// Does nothing when it was not required.
    public void run(Actor person, Realm realm, SubjectId id, RequiredAction action) {
        db.unit(() -> {
            users.lockNames(realm.id());
            var read = users.find(realm.id(), id)
                    .orElseThrow(() -> Refused.notFound("The account was deleted meanwhile."));
            var actions = new ArrayList<>(read.settings().requiredActions());
            if (!actions.remove(action)) return;
            var settings = read.settings().with(actions);
            if (users.update(read.with(settings)).isEmpty())
                throw Refused.stale("The account was changed meanwhile. Try again.");
            trail.append(person, realm.id(), Event.USER_UPDATED, id.value(), read.settings(), settings);
        });
    }
}
