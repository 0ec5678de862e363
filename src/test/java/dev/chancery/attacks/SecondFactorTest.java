package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.factor.SetUpCode.Outcome;
import dev.chancery.guess.Guess;
import dev.chancery.session.SignIn;
import dev.chancery.user.RequiredAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("LG A second factor is taken into use")
class SecondFactorTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("it takes a code of the very app: until then nothing is kept, and nothing is asked for")
    void needs_code() {
        var bert = Residents.of(server).user("master", "bert");
        var before = Residents.of(server).rows();
        var phone = Phone.fresh(server, "master", bert);
        var other = Phone.fresh(server, "master", bert);

        for (var wrong : List.of("", phone.wrongCode(), other.code(0)))
            assertThat(phone.confirm(password(), wrong)).isInstanceOf(Outcome.Wrong.class);
        assertThat(Residents.of(server).rows()).isEqualTo(before);
        assertThat(phone.isAskedFor()).isFalse();

        assertThat(phone.confirm(password(), phone.code(0))).isInstanceOf(Outcome.Confirmed.class);
        assertThat(phone.isAskedFor()).isTrue();
    }

    @Test
    @DisplayName("LG-17 who has one replaces it only when they have shown it; the former codes are dead then")
    void replaced() {
        var cleo = Residents.of(server).user("master", "cleo");
        var former = Phone.of(server, "master", cleo);
        var next = Phone.fresh(server, "master", cleo);
        server.api("PATCH", "/api/users/" + cleo.id(), Map.of("requiredActions", List.of("CONFIGURE_TOTP")))
                .expect(200);
        var before = Residents.of(server).rows();

        assertThat(next.confirm(password(), next.code(0))).isInstanceOf(Outcome.Unproved.class);
        assertThat(Residents.of(server).rows()).isEqualTo(before);
        assertThat(former.check(former.code(1))).isInstanceOf(Guess.Right.class);
        assertThat(former.recover(former.recoveryCodes.getFirst())).isInstanceOf(Guess.Right.class);

        var both = SignIn.by(List.of("pwd", "otp", "mfa"), clock.instant());
        assertThat(next.confirm(both, next.code(0))).isInstanceOf(Outcome.Confirmed.class);
        clock.advance(Duration.ofMinutes(5));
        assertThat(former.check(former.code(0))).isInstanceOf(Guess.Wrong.class);
        assertThat(former.recover(former.recoveryCodes.getLast())).isInstanceOf(Guess.Wrong.class);
        assertThat(next.check(next.code(0))).isInstanceOf(Guess.Right.class);
        assertThat(next.recoveryCodes).hasSize(10);
    }

    @Test
    @DisplayName("what was required of them is done then, on record, and the rest is still to do")
    void required() {
        var wish = Map.of(
                "realmName",
                "master",
                "username",
                "dora",
                "requiredActions",
                List.of("CONFIGURE_TOTP", "UPDATE_PASSWORD"));
        server.api("POST", "/api/users", wish).expect(201);
        var dora = Residents.of(server).find("master", "dora");

        var phone = Phone.of(server, "master", dora);
        assertThat(Residents.of(server).find("master", "dora").settings().requiredActions())
                .containsExactly(RequiredAction.UPDATE_PASSWORD);
        assertThat(phone.recover(phone.recoveryCodes.getFirst())).isInstanceOf(Guess.Right.class);
        var id = dora.id().value();
        assertThat(Residents.of(server).eventsOf("master", List.of(id)))
                .containsExactly(
                        "user.created " + id,
                        "user.updated " + id,
                        "mfa.enrolled " + id,
                        "mfa.recovery_code_used " + id);
    }

    @Test
    @DisplayName("neither a seed nor a code is in the database, nor in what is told of it")
    void secret() {
        var emil = Residents.of(server).user("master", "emil");
        var phone = Phone.of(server, "master", emil);
        var used = phone.recoveryCodes.getFirst();
        phone.recover(used);
        clock.advance(Duration.ofMinutes(5));
        var code = phone.code(0);
        phone.check(code);

        assertThat(Residents.of(server).dump())
                .contains(emil.id().value())
                .doesNotContain(phone.seed, "\"" + code + "\"")
                .doesNotContain(phone.recoveryCodes)
                .doesNotContain(phone.recoveryCodes.stream()
                        .map(text -> text.replace("-", ""))
                        .toList());
        assertThat(phone.confirm(SignIn.by(List.of("pwd", "otp", "mfa"), clock.instant()), phone.code(1))
                        .toString())
                .doesNotContain(phone.recoveryCodes.getLast());
    }

    private SignIn password() {
        return SignIn.byPassword(clock.instant());
    }
}
