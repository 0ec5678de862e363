package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.SignedIn;
import dev.chancery.TestServer;
import dev.chancery.TestServer.TestClient;
import dev.chancery.db.Dialect;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("RT-10 Whatever ends a token, the node that has just said it is alive says so no more")
@ParameterizedClass(name = "on {0}")
@EnumSource(Dialect.class)
record EndedTokensTest(Dialect dialect) {
    private static TestServer server;
    private static TestServer elsewhere;

    /// PostgreSQL has two nodes; what one ends, the other is asked about.
    @BeforeParameterizedClassInvocation
    static void start(Dialect dialect) {
        server = new TestServer(dialect, InstantSource.system()).start();
        elsewhere = dialect == Dialect.POSTGRES ? server.neighbour() : server;
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        if (elsewhere != server) elsewhere.close();
        server.close();
    }

    /// @param tokens what the last request for tokens brought
    private record Standing(SignedIn person, Answer tokens) {
        TestClient client() {
            return person.client();
        }

        String path(String kind, String id) {
            return "/api/" + kind + "/" + id;
        }

        void give(String token) {
            server.form(
                            "/realms/%s/protocol/openid-connect/revoke".formatted(client().realm()),
                            Map.of(
                                    "client_id",
                                    client().clientId(),
                                    "client_secret",
                                    client().secret(),
                                    "token",
                                    token))
                    .expect(200);
        }
    }

    private enum End {
        ACCESS_TOKEN_GIVEN_BACK {
            @Override
            void of(Standing it) {
                it.give(it.tokens.text("access_token"));
            }
        },
        REFRESH_TOKEN_GIVEN_BACK {
            @Override
            void of(Standing it) {
                it.give(it.tokens.text("refresh_token"));
            }
        },
        SESSION_ENDED {
            @Override
            void of(Standing it) {
                server.api("DELETE", it.path("sessions", it.person.sid().value()), null)
                        .expect(204);
            }
        },
        EVERYBODY_SIGNED_OUT {
            @Override
            void of(Standing it) {
                server.api(
                                "DELETE",
                                "/api/sessions?everybody=true&realm="
                                        + it.client().realm(),
                                null)
                        .expect(204);
            }
        },
        PERSON_DISABLED {
            @Override
            void of(Standing it) {
                server.api("PATCH", it.path("users", it.person.user().id().value()), Map.of("enabled", false))
                        .expect(200);
            }
        },
        PERSON_DELETED {
            @Override
            void of(Standing it) {
                server.api("DELETE", it.path("users", it.person.user().id().value()), null)
                        .expect(204);
            }
        },
        CLIENT_DISABLED {
            @Override
            void of(Standing it) {
                server.api("PATCH", it.path("clients", it.client().id()), Map.of("enabled", false))
                        .expect(200);
            }
        },
        CLIENT_DELETED {
            @Override
            void of(Standing it) {
                server.api("DELETE", it.path("clients", it.client().id()), null).expect(204);
            }
        },
        KEY_REVOKED {
            @Override
            void of(Standing it) {
                server.api("POST", it.path("realms", it.client().realm()) + "/keys/rotate", Map.of("revoke", true))
                        .expect(204);
            }
        },
        REALM_VOIDED {
            @Override
            void of(Standing it) {
                server.api(
                                "PATCH",
                                it.path("realms", it.client().realm()),
                                Map.of("notBefore", Instant.now().getEpochSecond() + 5))
                        .expect(200);
            }
        };

        abstract void of(Standing it);
    }

    private static Standing standing() {
        var realm = server.realm("ended-" + UUID.randomUUID());
        var person = SignedIn.at(server, SignedIn.client(server, realm, Map.of()));
        return new Standing(person, person.tokens());
    }

    private static boolean isAlive(Standing it) {
        return userinfo(it).status() == 200;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("of a person")
    void of_a_person(End end) {
        var one = standing();
        var other = standing();
        assertThat(isAlive(one)).isTrue();
        assertThat(isAlive(other)).isTrue();

        end.of(one);

        assertThat(isAlive(one)).isFalse();
        assertThat(isAlive(other)).as("somebody else's").isTrue();
    }

    @Test
    @DisplayName("a code, or a refresh token, that is used twice")
    void used_twice() {
        var coded = standing().person();
        var code = coded.code();
        var tokens = coded.redeem(code).expect(200);
        assertThat(coded.on(elsewhere).isActive(tokens)).isTrue();
        coded.redeem(code).expect(400);
        assertThat(coded.on(elsewhere).isActive(tokens)).isFalse();

        var it = standing();
        var second = it.person.refresh(it.tokens).expect(200);
        var third = it.person.refresh(second).expect(200);
        assertThat(it.person.on(elsewhere).isActive(third)).isTrue();
        it.person.refresh(it.tokens).expect(400);
        assertThat(it.person.on(elsewhere).isActive(third)).isFalse();
    }

    @Test
    @DisplayName("the word that is asked for is as it stands, too: a name that was changed a moment ago")
    void words() {
        var it = standing();
        assertThat(userinfo(it).json()).doesNotContainEntry("given_name", "Augusta");

        server.api(
                        "PATCH",
                        it.path("users", it.person.user().id().value()),
                        Map.of("firstName", "Augusta", "email", "augusta@example.com"))
                .expect(200);

        assertThat(userinfo(it).json())
                .containsEntry("given_name", "Augusta")
                .containsEntry("email", "augusta@example.com");
    }

    private static Answer userinfo(Standing it) {
        return elsewhere.send(elsewhere
                .request("/realms/%s/protocol/openid-connect/userinfo"
                        .formatted(it.client().realm()))
                .header("Authorization", "Bearer " + it.tokens.text("access_token")));
    }
}
