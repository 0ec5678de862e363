package dev.chancery.user;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Refused;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.ArrayList;

/// Somebody says what they are called, and where they get mail. An address is as yet unproved.
public record ChangeOwnProfile(Database db, UserStore users, AuditTrail trail, InstantSource clock) {

    /// In a sign-in, which `stands` asks about in the same unit: it throws when that has ended. [Refused] names the
    /// member that is unfit, or an address that somebody else has.
    public void run(
            Realm realm, User user, String email, String firstName, String lastName, String address, Runnable stands) {
        UserSettings.requireName("firstName", firstName);
        UserSettings.requireName("lastName", lastName);
        if (!email.isEmpty()) UserSettings.requireEmail("email", email);
        var actor = Actor.person(user.label(realm), user.id(), realm.id(), address);
        db.unit(() -> {
            users.lockNames(realm.id());
            stands.run();
            var read = users.find(realm.id(), user.id())
                    .orElseThrow(() -> Refused.notFound("The account was deleted meanwhile."));
            var before = read.settings();
            var actions = new ArrayList<>(before.requiredActions());
            actions.remove(RequiredAction.UPDATE_PROFILE);
            var changed = before.named(email.isEmpty() ? null : email, firstName, lastName)
                    .with(actions)
                    .validated(clock.instant());
            var wanted = read.with(changed);
            CreateUser.requireFree(users, wanted);
            if (users.update(wanted).isEmpty()) throw Refused.stale("The account was changed meanwhile. Try again.");
            trail.append(actor, realm.id(), Event.USER_UPDATED, user.id().value(), before, changed);
        });
    }
}
