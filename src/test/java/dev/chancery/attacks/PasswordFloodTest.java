package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("DS-09 A flood of sign-ins")
class PasswordFloodTest {
    private static final int PEOPLE = 8;

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Test
    @DisplayName(
            "DS-09 of 120 sign-ins at once each is answered, or told to come back; clients get their tokens meanwhile")
    void bounded() throws Exception {
        for (var i = 0; i < PEOPLE; i++) Residents.of(SERVER).user("master", "flood-" + i);
        var client = SERVER.client("master");

        try (var crowd = Executors.newFixedThreadPool(60)) {
            var answers = IntStream.range(0, 120)
                    .mapToObj(i -> crowd.submit((Callable<Answer>) () -> signIn(i % PEOPLE)))
                    .toList();
            for (var i = 0; i < 20; i++) SERVER.token(client).expect(200);
            for (var future : answers) {
                var answer = future.get();
                assertThat(answer.status()).as(answer.body()).isIn(200, 400, 503);
                if (answer.status() == 503)
                    assertThat(answer.header("Retry-After")).isNotEmpty();
            }
        }
    }

    private static Answer signIn(int person) {
        return SERVER.tokenRequest(
                "master",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "flood-" + person,
                        "password",
                        Residents.PASSWORD));
    }
}
