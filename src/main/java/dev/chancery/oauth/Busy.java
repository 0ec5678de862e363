package dev.chancery.oauth;

import static dev.chancery.oauth.OAuthError.TEMPORARILY_UNAVAILABLE;

import dev.chancery.crypto.Overloaded;
import dev.chancery.db.StorageFault;
import dev.chancery.failure.FailureCause;

/// What the server cannot do now, as a refusal that says when to try again: RFC 9110 §15.6.4.
public final class Busy {
    private static final long AFTER_A_FAULT = 30;
    private static final long SOON = 2;

    private Busy() {}

    /// For [Overloaded], [StorageFault] and [dev.chancery.db.StorageUnavailable].
    public static OAuthException of(RuntimeException busy) {
        return TEMPORARILY_UNAVAILABLE
                .because(FailureCause.UNAVAILABLE, "the server cannot do this now: try again")
                .retryAfter(
                        switch (busy) {
                            case Overloaded work -> Math.max(1, work.retryAfter.toSeconds());
                            case StorageFault _ -> AFTER_A_FAULT;
                            default -> SOON;
                        });
    }
}
