package dev.chancery.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.db.Dialect;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// An administrator gives rights on one node while somebody with fewer tries to get at them on another.
@DisplayName("What is judged stays as it was judged until it is done")
class EscalationRaceTest {
    private static final int ROUNDS = 60;
    private static final String PASSWORD = "correct horse battery";

    private static TestServer here;
    private static TestServer there;

    @BeforeAll
    static void start() {
        here = new TestServer(Dialect.POSTGRES, InstantSource.system()).start();
        there = here.neighbour();
        here.realm("raced");
        here.client(
                "raced",
                Map.of(
                        "clientId",
                        "tool",
                        "publicClient",
                        true,
                        "grantTypes",
                        List.of("password"),
                        "scopes",
                        List.of("chancery-admin")));
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    private static String person(String username, String... roles) {
        var wish = Map.of("realmName", "raced", "username", username, "password", PASSWORD);
        var id = here.api("POST", "/api/users", wish).expect(201).text("id");
        var residents = Residents.of(here);
        for (var role : roles)
            residents.grant("raced", residents.find("raced", username).id(), role);
        return id;
    }

    @Test
    @DisplayName("AD-06 a group that gets a right is joined before that, or not at all by who may not give it")
    void joining() {
        var clerk = person("joiner", "manage-users");
        var token = here.userToken("raced", "tool", "joiner", PASSWORD);
        var admin = Residents.of(here).role("raced", "admin");
        for (var round = 0; round < ROUNDS; round++) {
            var group = here.api("POST", "/api/groups", Map.of("realmName", "raced", "name", "round-" + round))
                    .expect(201)
                    .text("id");
            var wish = Map.of("realmName", "raced", "userId", group, "roleId", admin.value());
            race(
                    () -> here.api("POST", "/api/rbac/user-role-mappings", wish).expect(201),
                    () -> there.api(token, "PUT", "/api/groups/" + group + "/members/" + clerk, null));
            var events = Residents.of(here).eventsOf("raced", List.of(group, clerk));
            var since = events.subList(events.indexOf("group.created " + group), events.size());
            assertThat(since.indexOf("membership.created " + clerk))
                    .as("round %d: %s", round, since)
                    .isLessThan(since.indexOf("group.role_granted " + group));
            here.api("DELETE", "/api/groups/" + group, null).expect(204);
        }
    }

    @Test
    @DisplayName("AD-06 an account that gets a right was changed before that, or not at all by who may not give it")
    void taking_over() {
        person("setter", "manage-users");
        var token = here.userToken("raced", "tool", "setter", PASSWORD);
        var admin = Residents.of(here).role("raced", "admin");
        for (var round = 0; round < ROUNDS; round++) {
            var victim = person("victim-" + round);
            var wish = Map.of("realmName", "raced", "userId", victim, "roleId", admin.value());
            race(
                    () -> here.api("POST", "/api/rbac/user-role-mappings", wish).expect(201),
                    () -> there.api(token, "PATCH", "/api/users/" + victim, Map.of("email", victim + "@example.com")));
            var events = Residents.of(here).eventsOf("raced", List.of(victim));
            assertThat(events.indexOf("user.updated " + victim))
                    .as("round %d: %s", round, events)
                    .isLessThan(events.indexOf("role_mapping.created " + victim));
        }
    }

    private static void race(Runnable one, Runnable other) {
        var start = new CyclicBarrier(2);
        CompletableFuture.allOf(at(start, one), at(start, other)).join();
    }

    private static CompletableFuture<Void> at(CyclicBarrier start, Runnable work) {
        return CompletableFuture.runAsync(() -> {
            try {
                start.await();
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
            work.run();
        });
    }
}
