package dev.chancery.authorize;

import dev.chancery.session.Session;
import dev.chancery.session.SignIn;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What comes next for an authorization request: OpenID Connect Core §3.1.2.3 and §3.1.2.4. It decides by what it is
/// given, and knows nothing else.
public sealed interface Next {

    /// Whoever it is has to prove who they are, anew if they are signed in.
    record AskToSignIn() implements Next {}

    /// Whoever is signed in has to show, or to do, more.
    record AskForMore() implements Next {}

    /// Whoever has signed in since is not the one that the client insists on.
    record SomebodyElse() implements Next {}

    record AskForConsent() implements Next {}

    record Answer() implements Next {}

    /// What stands in the way.
    ///
    /// @param session alive; absent when nobody is signed in
    /// @param begunAt when the request came in: whoever was asked since then is not asked again
    /// @param secondFactor whether the person has one to show
    /// @param due whether something has become due since they signed in
    /// @param consented whether they agree to what is asked for, or need not
    record Standing(@Nullable Session session, Instant begunAt, boolean secondFactor, boolean due, boolean consented) {}

    static Next of(Asked asked, Standing standing, Instant now) {
        var session = standing.session();
        if (session == null) return new AskToSignIn();
        var at = session.signIn().at();
        // §3.1.2.1 id_token_hint: "If the End-User identified by the ID Token is already logged in …; otherwise, it
        // SHOULD return an error": here, after somebody has been asked
        if (asked.hintedSubject() != null
                && !asked.hintedSubject().equals(session.person().value()))
            return at.isBefore(standing.begunAt()) ? new AskToSignIn() : new SomebodyElse();
        // §3.1.2.1 prompt=login: "The Authorization Server SHOULD prompt the End-User for reauthentication."
        if (asked.wantsFreshSignIn() && at.isBefore(standing.begunAt())) return new AskToSignIn();
        // §3.1.2.1 max_age: "If the elapsed time is greater than this value, the OP MUST attempt to actively
        // re-authenticate the End-User."
        if (asked.maxAge() != null && at.isBefore(standing.begunAt()) && now.isAfter(at.plusSeconds(asked.maxAge())))
            return new AskToSignIn();
        if (standing.due()) return new AskForMore();
        if (wantsTwoFactors(asked) && !session.signIn().level().equals(SignIn.TWO_FACTORS) && standing.secondFactor())
            return new AskForMore();
        return standing.consented() ? new Answer() : new AskForConsent();
    }

    /// Whether, of the levels there are, the one that is wanted most is the higher.
    static boolean wantsTwoFactors(Asked asked) {
        return asked.levels().stream()
                .filter(level -> level.equals(SignIn.ONE_FACTOR) || level.equals(SignIn.TWO_FACTORS))
                .findFirst()
                .filter(SignIn.TWO_FACTORS::equals)
                .isPresent();
    }
}
