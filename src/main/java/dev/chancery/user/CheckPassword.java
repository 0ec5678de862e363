package dev.chancery.user;

import dev.chancery.crypto.Passwords;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.Optional;

/// The one place where a password is compared: every way in shares its cost, its silence, and its count of guesses.
public record CheckPassword(UserStore users, Passwords passwords, InstantSource clock) {

    /// The person, when the password is theirs and they may sign in. An unknown name costs as much as a known one.
    public Optional<User> run(Realm realm, String name, String password) {
        var user = users.find(realm.id(), LoginName.of(name));
        var kept = user.flatMap(found -> users.password(found.id()));
        if (user.isEmpty() || kept.isEmpty()) {
            passwords.dummy(password);
            return Optional.empty();
        }
        if (!passwords.verify(kept.get(), password)) return Optional.empty();
        if (kept.get().needsRehash()) users.putPassword(user.get().id(), passwords.hash(password), clock.instant());
        return user.filter(found -> found.settings().enabled());
    }
}
