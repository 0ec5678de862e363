package dev.chancery.factor;

import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.realm.Realm;
import dev.chancery.user.User;
import java.time.InstantSource;

/// The one place where a code of an authenticator app is compared.
public record CheckCode(TotpStore totps, Guesses guesses, InstantSource clock) {

    public Guess run(Realm realm, User user, String code, String address) {
        return guesses.ofCode(realm.id().value(), user.id().value(), address, () -> takes(realm, user, code));
    }

    private boolean takes(Realm realm, User user, String code) {
        var totp = totps.open(realm.id(), user.id());
        if (totp.isEmpty()) return false;
        var step = totp.get().seed().stepOf(code, clock.instant());
        // RFC 6238 §5.2: "The verifier MUST NOT accept the second attempt of the OTP"
        return step.isPresent() && totps.take(totp.get(), step.getAsLong());
    }
}
