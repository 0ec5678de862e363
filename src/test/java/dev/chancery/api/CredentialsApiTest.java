package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.Phone;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.guess.Guess;
import dev.chancery.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/users/{id}/credentials: by what a person can prove who they are")
class CredentialsApiTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private User user;
    private Phone phone;
    private Instant since;

    @Test
    @DisplayName("lists them by kind and time, with how many recovery codes are left, and nothing that is secret")
    void lists() {
        enrolled("listed");
        phone.recover(phone.recoveryCodes.getFirst());

        var shown = list();
        assertThat(shown).extracting(one -> one.get("kind")).containsExactly("password", "totp", "recovery-codes");
        assertThat(shown.getFirst()).containsOnlyKeys("id", "kind", "createdAt");
        assertThat(shown.get(1)).containsOnlyKeys("id", "kind", "createdAt");
        assertThat(shown.getLast())
                .containsOnlyKeys("id", "kind", "createdAt", "left")
                .containsEntry("left", 9)
                .containsEntry("createdAt", since.toString());
        assertThat(server.api("GET", path(), null).body())
                .doesNotContain(phone.seed, "argon2", "v1.")
                .doesNotContain(phone.recoveryCodes);
        assertThat(content(server.api("GET", "/api/users/" + bare("bare") + "/credentials", null)
                        .expect(200)))
                .isEmpty();
    }

    @Test
    @DisplayName("without the app its recovery codes are nothing, and the password alone is enough again; on record")
    void removed() {
        enrolled("removed");
        var former = id("totp");
        remove(former).expect(204);

        assertThat(list()).extracting(one -> one.get("kind")).containsExactly("password");
        assertThat(phone.isAskedFor()).isFalse();
        assertThat(phone.check(phone.code(0))).isInstanceOf(Guess.Wrong.class);
        assertThat(phone.recover(phone.recoveryCodes.getFirst())).isInstanceOf(Guess.Wrong.class);

        var lines = content(server.api("GET", "/api/realms/master/audit?subject=" + user.id(), null)
                .expect(200));
        assertThat(lines.getFirst()).containsEntry("eventType", "mfa.disabled");
        assertThat(lines.getFirst().get("payload"))
                .isEqualTo(Map.of("before", Map.of("credentialId", former, "kind", "totp")));
        var undo = "/api/realms/master/audit/" + lines.getFirst().get("eventId") + "/undo";
        assertThat(server.api("POST", undo, null).expect(409).text("detail")).contains("can't be brought back");
        signIn(Residents.PASSWORD).expect(200);
        remove(former).expect(404);
        assertThat(server.verifyAudit().faults()).isEmpty();
    }

    @Test
    @DisplayName("recovery codes go without the app; and a new app has another id than the former")
    void codes_alone() {
        enrolled("codes");
        var former = id("totp");
        remove(id("recovery-codes")).expect(204);

        assertThat(phone.recover(phone.recoveryCodes.getFirst())).isInstanceOf(Guess.Wrong.class);
        assertThat(phone.check(phone.code(0))).isInstanceOf(Guess.Right.class);
        remove(user.id() + ":recovery-codes").expect(404);

        remove(former).expect(204);
        Phone.of(server, "master", user);
        remove(former).expect(404);
        assertThat(id("totp")).isNotEqualTo(former);
    }

    @Test
    @DisplayName("a password is not removed (409), and what is not theirs is not there (404)")
    void others() {
        enrolled("one");
        var theirs = id("totp");
        enrolled("other");

        assertThat(remove(id("password")).expect(409).text("detail")).contains("set a new one");
        remove(theirs).expect(404);
        remove("absent").expect(404);
        assertThat(phone.isAskedFor()).isTrue();
    }

    @Test
    @DisplayName("AD-05 who does not hold what the person holds removes none of it, as they could not set the password")
    void rights() {
        var helper = Callers.administrator(server, "master", "helper-" + server.dialect(), "manage-users");
        enrolled("chief", "admin");
        for (var one : List.of(id("totp"), id("recovery-codes"), "absent"))
            server.api(helper, "DELETE", path() + "/" + one, null).expect(403);
        assertThat(phone.isAskedFor()).isTrue();

        enrolled("clerk");
        server.api(helper, "DELETE", path() + "/" + id("totp"), null).expect(204);
    }

    @Test
    @DisplayName("a dry run tells that it would go, and leaves it")
    void dry_run() {
        enrolled("rehearsed");
        var answer = server.api("DELETE", path() + "/" + id("totp") + "?dryRun=true", null)
                .expect(200);
        assertThat(answer.body()).contains("mfa.disabled");
        assertThat(phone.check(phone.code(0))).isInstanceOf(Guess.Right.class);
        assertThat(phone.recover(phone.recoveryCodes.getFirst())).isInstanceOf(Guess.Right.class);
    }

    @Test
    @DisplayName(
            "TK-17 the password grant refuses who has a second factor, and says so to those alone who know the password")
    void password_grant() {
        enrolled("granted");
        var right = signIn(Residents.PASSWORD).expect(400);
        var wrong = signIn("not the password").expect(400);

        assertThat(right.get("error")).isEqualTo("invalid_grant");
        assertThat(right.text("error_description")).contains("more than a password");
        assertThat(wrong.text("error_description")).doesNotContain("more than");
        assertThat(cause(right)).isEqualTo("second_factor_required");
        assertThat(cause(wrong)).isEqualTo("wrong_password");
    }

    private String cause(Answer refusal) {
        return server.api("GET", "/api/realms/master/failures/" + refusal.text("reference"), null)
                .expect(200)
                .text("cause");
    }

    private void enrolled(String name, String... roles) {
        user = Residents.of(server).user("master", name + "-" + server.dialect(), roles);
        since = clock.instant();
        phone = Phone.of(server, "master", user);
        clock.advance(Duration.ofMinutes(1));
    }

    private String bare(String name) {
        var wish = Map.of("realmName", "master", "username", name + "-" + server.dialect());
        return server.api("POST", "/api/users", wish).expect(201).text("id");
    }

    private Answer signIn(String password) {
        return server.tokenRequest(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        user.settings().username(),
                        "password",
                        password));
    }

    private String path() {
        return "/api/users/" + user.id() + "/credentials";
    }

    private List<Map<String, Object>> list() {
        return content(server.api("GET", path(), null).expect(200));
    }

    private String id(String kind) {
        return list().stream()
                .filter(one -> one.get("kind").equals(kind))
                .findFirst()
                .orElseThrow()
                .get("id")
                .toString();
    }

    private Answer remove(String id) {
        return server.api("DELETE", path() + "/" + id, null);
    }
}
