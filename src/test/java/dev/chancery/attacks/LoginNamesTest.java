package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.admin.Refused;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("LG Names and passwords, as the password grant takes them")
class LoginNamesTest {
    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @BeforeAll
    static void arrange() {
        Residents.of(SERVER).user("master", "Grace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grace", "GRACE", " grace ", "ｇrace", "ｇｒａｃｅ"})
    @DisplayName("LG-10 every spelling of a name is the one account")
    void spellings(String typed) {
        signIn(typed, Residents.PASSWORD).expect(200);
        assertThatThrownBy(() -> Residents.of(SERVER).user("master", typed)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grаce", "gra\u200Bce", "grace\u202E", "grace\u0000", "", " ", "gra\nce"})
    @DisplayName("LG-10 a look-alike is nobody, and cannot become somebody")
    void confusables(String name) {
        assertThat(signIn(name, Residents.PASSWORD).status()).isEqualTo(400);
        assertThatThrownBy(() -> Residents.of(SERVER).user("master", name)).isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName(
            "LG-19 a password is never cut: one that only begins alike is wrong, one that is too long, or has a NUL, refused")
    void passwords() {
        var residents = Residents.of(SERVER);
        var longest = "p".repeat(1_023) + "q";
        residents.user("master", "longest");
        residents.setPassword("master", "longest", longest);
        signIn("longest", longest).expect(200);

        for (var wrong : List.of("p".repeat(72), "p".repeat(1_024), longest + "q", longest + "\u0001"))
            assertThat(signIn("longest", wrong).expect(400).get("error")).isEqualTo("invalid_grant");
        assertThatThrownBy(() -> residents.setPassword("master", "longest", longest + "q"))
                .isInstanceOf(Refused.class);
        residents.setPassword("master", "longest", "пароль 密码 😀");
        signIn("longest", "пароль 密码 😀").expect(200);
        signIn("longest", "пароль 密码 ?").expect(400);
        for (var nul : List.of("\u0000", "пароль 密码 😀\u0000", "пароль 密码 😀\u0000x"))
            assertThat(signIn("longest", nul).expect(400).get("error")).isEqualTo("invalid_request");
        signIn("longest", "p".repeat(1 << 20)).expect(413);
        signIn("longest", "пароль 密码 😀").expect(200);
    }

    private static Answer signIn(String username, String password) {
        return SERVER.tokenRequest(
                "master",
                Map.of("grant_type", "password", "client_id", "admin-cli", "username", username, "password", password));
    }
}
