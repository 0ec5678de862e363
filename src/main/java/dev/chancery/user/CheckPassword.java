package dev.chancery.user;

import dev.chancery.crypto.Passwords;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.realm.Realm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// The one place where a password is compared: every way in shares its cost, its silence, and its count of guesses.
public record CheckPassword(UserStore users, Passwords passwords, Guesses guesses, InstantSource clock) {

    public sealed interface Outcome {
        record Right(User user) implements Outcome {}

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
        var guess = guesses.ofAccount(realm.id().value(), account, address, () -> matches(user, password));
        return switch (guess) {
            case Guess.TooMany(var pause) -> new Outcome.TooMany(user, pause);
            case Guess.Right _
            when user.isPresent() && user.get().settings().enabled() -> new Outcome.Right(user.get());
            default -> new Outcome.Wrong(user);
        };
    }

    private boolean matches(Optional<User> user, String password) {
        var kept = user.flatMap(found -> users.password(found.id()));
        if (user.isEmpty() || kept.isEmpty()) {
            passwords.dummy(password);
            return false;
        }
        if (!passwords.verify(kept.get(), password)) return false;
        if (kept.get().needsRehash())
            users.replacePassword(user.get().id(), kept.get(), passwords.hash(password), clock.instant());
        return true;
    }
}
