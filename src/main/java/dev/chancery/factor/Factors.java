package dev.chancery.factor;

import dev.chancery.id.SubjectId;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What people can prove themselves by.
public record Factors(UserStore users, TotpStore totps, RecoveryCodeStore recoveryCodes) {

    /// Whether a password alone is not enough.
    public boolean hasCode(SubjectId person) {
        return totps.find(person).isPresent();
    }

    /// All of somebody, the password first.
    public List<Factor> all(User user) {
        return Stream.of(
                        users.passwordSince(user.id()).map(since -> password(user, since)),
                        totps.find(user.id()),
                        recoveryCodes.find(user.id()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Factor password(User user, Instant since) {
        return new Factor(user.id().value() + ":password", Factor.Kind.PASSWORD, since, null);
    }
}
