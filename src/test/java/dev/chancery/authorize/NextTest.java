package dev.chancery.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.authorize.Next.Standing;
import dev.chancery.id.RealmId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.session.Session;
import dev.chancery.session.SignIn;
import dev.chancery.session.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("OpenID Connect Core §3.1.2 What comes next for a request")
class NextTest {
    private static final Instant NOW = Instant.parse("2030-01-31T12:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(600);

    private static Session session(Instant at, SignIn signIn) {
        return new Session(
                new SessionId("s"),
                new RealmId("r"),
                new SubjectId("ada"),
                signIn,
                "127.0.0.1",
                "",
                false,
                at,
                at,
                NOW.plusSeconds(60),
                NOW.plusSeconds(60));
    }

    private static Session byPassword(Instant at) {
        return session(at, SignIn.byPassword(at));
    }

    private static Asked asked(Set<Prompt> prompts, Long maxAge, List<String> levels, String subject) {
        var to = new ReplyTo("app", "https://app.example.com/cb", ResponseMode.QUERY, null);
        return new Asked(to, "openid", prompts, maxAge, levels, false, null, subject, true, List.of(), Terms.NONE);
    }

    private static Asked asked() {
        return asked(Set.of(), null, List.of(), null);
    }

    private static Next next(Asked asked, Session session) {
        return Next.of(asked, new Standing(session, NOW, false, false, true), NOW);
    }

    @Test
    @DisplayName("nobody is signed in: they are asked to; somebody is: the client gets its answer")
    void signed_in_or_not() {
        assertThat(next(asked(), null)).isInstanceOf(Next.AskToSignIn.class);
        assertThat(next(asked(), byPassword(EARLIER))).isInstanceOf(Next.Answer.class);
    }

    @Test
    @DisplayName("prompt=login and select_account ask whoever signed in before the request, and nobody twice")
    void prompts() {
        for (var prompt : List.of(Prompt.LOGIN, Prompt.SELECT_ACCOUNT)) {
            var asked = asked(Set.of(prompt), null, List.of(), null);
            assertThat(next(asked, byPassword(EARLIER))).isInstanceOf(Next.AskToSignIn.class);
            assertThat(next(asked, byPassword(NOW))).isInstanceOf(Next.Answer.class);
        }
    }

    @Test
    @DisplayName("max_age asks whoever signed in longer ago, and nobody twice, not even with 0")
    void max_age() {
        assertThat(next(asked(Set.of(), 600L, List.of(), null), byPassword(EARLIER)))
                .isInstanceOf(Next.Answer.class);
        assertThat(next(asked(Set.of(), 599L, List.of(), null), byPassword(EARLIER)))
                .isInstanceOf(Next.AskToSignIn.class);
        assertThat(next(asked(Set.of(), 0L, List.of(), null), byPassword(NOW))).isInstanceOf(Next.Answer.class);
    }

    @Test
    @DisplayName("whoever the client insists on signs in, and nobody else will do")
    void hinted() {
        assertThat(next(asked(Set.of(), null, List.of(), "ada"), byPassword(EARLIER)))
                .isInstanceOf(Next.Answer.class);
        assertThat(next(asked(Set.of(), null, List.of(), "bob"), byPassword(EARLIER)))
                .isInstanceOf(Next.AskToSignIn.class);
        assertThat(next(asked(Set.of(), null, List.of(), "bob"), byPassword(NOW)))
                .as("somebody else has been asked and came")
                .isInstanceOf(Next.SomebodyElse.class);
    }

    @Test
    @DisplayName("a wish for two factors is granted to whoever has a second one, once")
    void levels() {
        var two = asked(Set.of(), null, List.of("2", "1"), null);
        var has = new Standing(byPassword(EARLIER), NOW, true, false, true);
        assertThat(Next.of(two, has, NOW)).isInstanceOf(Next.AskForMore.class);
        assertThat(next(two, byPassword(EARLIER)))
                .as("who has none is let in with one")
                .isInstanceOf(Next.Answer.class);
        var both = new Standing(session(EARLIER, SignIn.by(List.of("pwd", "otp"), EARLIER)), NOW, true, false, true);
        assertThat(Next.of(two, both, NOW)).isInstanceOf(Next.Answer.class);
        var one = asked(Set.of(), null, List.of("unknown", "1", "2"), null);
        assertThat(Next.of(one, has, NOW)).isInstanceOf(Next.Answer.class);
    }

    @Test
    @DisplayName("what has become due since comes before consent, and consent before the answer")
    void order() {
        var due = new Standing(byPassword(EARLIER), NOW, false, true, false);
        assertThat(Next.of(asked(), due, NOW)).isInstanceOf(Next.AskForMore.class);
        var unasked = new Standing(byPassword(EARLIER), NOW, false, false, false);
        assertThat(Next.of(asked(), unasked, NOW)).isInstanceOf(Next.AskForConsent.class);
    }
}
