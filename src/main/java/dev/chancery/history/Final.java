package dev.chancery.history;

import static java.util.Map.entry;

import dev.chancery.event.Event;
import java.util.Map;

/// What nothing takes back, and why, in words for whoever tries.
final class Final {
    private static final String SECRET = "A secret can't be brought back: add a new one.";
    private static final String KEY = "Keys are never brought back: rotate them instead.";
    private static final String PURGED = "It is gone for good, with all that belonged to it.";

    private static final String CONSENT = "People say themselves what clients may have.";
    private static final String GRANT = "What has ended stays so: they sign in again.";
    private static final String GOLDEN = "It is what was expected at the time: say what you expect now.";

    static final Map<Event, String> REASONS = Map.ofEntries(
            entry(Event.REALM_PURGED, PURGED),
            entry(Event.KEY_PUBLISHED, KEY),
            entry(Event.KEY_ROTATED, KEY),
            entry(Event.KEY_REVOKED, KEY),
            entry(Event.CLIENT_PURGED, PURGED),
            entry(Event.CLIENT_SECRET_CREATED, "A secret is not undone: revoke it."),
            entry(Event.CLIENT_SECRET_ROTATED, SECRET),
            entry(Event.REALM_EXPORTED, "What was exported can't be taken back: rotate the secrets."),
            entry(Event.CLIENT_SECRET_READ, "What was read can't be unread: rotate the secret."),
            entry(Event.CLIENT_SECRET_REVOKED, SECRET),
            entry(Event.CLIENT_SECRET_LEAKED, SECRET),
            entry(Event.GOLDEN_TOKEN_SET, GOLDEN),
            entry(Event.GOLDEN_TOKEN_REMOVED, GOLDEN),
            entry(Event.USER_PASSWORD_CHANGED, "A password can't be brought back: set a new one."),
            entry(Event.MFA_ENROLLED, "Somebody set it up: remove the credential instead."),
            entry(Event.MFA_DISABLED, "A second factor can't be brought back: they set up a new one."),
            entry(Event.MFA_RECOVERY_CODE_USED, "A recovery code works once."),
            entry(Event.SESSION_BEGUN, "Somebody signed in: end the session instead."),
            entry(Event.SESSION_ENDED, "Who was signed out signs in again."),
            entry(Event.CONSENT_GIVEN, CONSENT),
            entry(Event.CONSENT_REFUSED, CONSENT),
            entry(Event.CONSENT_WITHDRAWN, CONSENT),
            entry(Event.CODE_REPLAYED, GRANT),
            entry(Event.REFRESH_TOKEN_REUSED, GRANT),
            entry(Event.GRANT_REVOKED, GRANT),
            entry(Event.DEVICE_ALLOWED, "Somebody let it in themselves: end its session instead."),
            entry(Event.DEVICE_DENIED, "Whoever needs the device asks with it again."),
            entry(Event.ADMIN_RECOVERED, "This was done at the store itself: change the account instead."),
            entry(Event.EPOCH_BEGUN, "Tokens of an earlier epoch stay void."),
            entry(Event.MASTER_KEY_ROTATED, KEY));

    private Final() {}
}
