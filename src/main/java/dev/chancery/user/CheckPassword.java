package dev.chancery.user;

import dev.chancery.crypto.PasswordHash;
import dev.chancery.crypto.Passwords;
import dev.chancery.db.Database;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.realm.Realm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The one place where a password is compared: every way in shares its cost, its silence, and its count of guesses.
public record CheckPassword(Database db, UserStore users, Passwords passwords, Guesses guesses, InstantSource clock) {

    public sealed interface Outcome {
        /// @param password the hash that it was compared with: see [#use]
        record Right(User user, PasswordHash password) implements Outcome {}

        /// An unknown name, a wrong password, or a person who is switched off.
        ///
        /// @param whose for administrators: whoever has that name, but never a name as it was typed
        record Wrong(Optional<User> whose) implements Outcome {}

        record TooMany(Optional<User> whose, Duration pause) implements Outcome {}
    }

    /// An unknown name costs as much as a known one.
    public Outcome run(Realm realm, String name, String password, String address) {
        var typed = LoginName.of(name);
        var user = users.find(realm.id(), typed);
        var account = user.map(found -> found.id().value()).orElse(typed.key());
        var matched = new AtomicReference<@Nullable PasswordHash>();
        var guess = guesses.ofAccount(realm.id().value(), account, address, () -> {
            matched.set(matching(user, password));
            return matched.get() != null;
        });
        if (guess instanceof Guess.TooMany(var pause)) return new Outcome.TooMany(user, pause);
        var kept = matched.get();
        return kept != null && user.isPresent() && user.get().settings().enabled()
                ? new Outcome.Right(user.get(), kept)
                : new Outcome.Wrong(user);
    }

    /// What a right password leads to, in one unit with the proof that it is the password still. False when another was
    /// set meanwhile: nothing is done then.
    public boolean use(Outcome.Right right, Runnable work) {
        return db.unit(() -> {
            if (!users.lockPassword(right.user().id(), right.password())) return false;
            work.run();
            return true;
        });
    }

    private @Nullable PasswordHash matching(Optional<User> user, String password) {
        var kept = user.flatMap(found -> users.password(found.id()));
        if (user.isEmpty() || kept.isEmpty()) {
            passwords.dummy(password);
            return null;
        }
        if (!passwords.verify(kept.get(), password)) return null;
        if (!kept.get().needsRehash()) return kept.get();
        var stronger = passwords.hash(password);
        return users.replacePassword(user.get().id(), kept.get(), stronger, clock.instant())
                ? stronger
                : matching(user, password);
    }
}
