package dev.chancery.realm;

import static dev.chancery.realm.RealmSettings.within;

/// How long people stay signed in to a realm, and what refresh tokens are good for. All in seconds.
///
/// @param idleSeconds a session ends when nothing of it is used for so long
/// @param lifespanSeconds a session ends after so long, however much it is used
/// @param rememberMeSeconds both, for who asks to be remembered when they sign in; 0 when nobody is asked
/// @param offlineLifespanSeconds what a client may do while somebody is away ends after so long
/// @param refreshGraceSeconds how long a refresh token that was just used gets the same answer again, for clients whose
/// answer was lost; 0 for never
public record SessionSettings(
        long idleSeconds,
        long lifespanSeconds,
        long rememberMeSeconds,
        long offlineLifespanSeconds,
        long refreshGraceSeconds) {
    public static final SessionSettings STANDARD = new SessionSettings(1_800, 28_800, 0, 31_536_000, 10);

    private static final long YEAR = 31_536_000;

    void validate() {
        within("sessionIdleSeconds", idleSeconds, 60, YEAR);
        within("sessionLifespanSeconds", lifespanSeconds, 60, YEAR);
        within("rememberMeSeconds", rememberMeSeconds, 0, YEAR);
        within("offlineLifespanSeconds", offlineLifespanSeconds, 60, 10 * YEAR);
        within("refreshTokenGraceSeconds", refreshGraceSeconds, 0, 10);
    }
}
