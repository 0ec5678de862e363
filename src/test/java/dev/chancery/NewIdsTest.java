package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.client.RegisterClient;
import dev.chancery.crypto.RandomToken;
import dev.chancery.document.ClientDocument;
import dev.chancery.document.GroupDocument;
import dev.chancery.document.RoleDocument;
import dev.chancery.document.ScopeDocument;
import dev.chancery.id.ClientKey;
import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import dev.chancery.id.ScopeId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSettings;
import dev.chancery.role.RoleNames;
import dev.chancery.user.UserSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("A new thing may keep the id that it had elsewhere, and never has another's")
class NewIdsTest {
    private static final Actor TEST = Actor.operator("a test");

    @Parameter(0)
    private TestServer server;

    @Parameter(1)
    private SettableClock clock;

    /// Makes one thing with that id; each under a name of its own.
    private Map<String, Function<String, Object>> acts(Realm realm) {
        return Map.of(
                "realm",
                id -> house().createRealm
                        .run(TEST, new RealmId(id), name(), RealmSettings.named(""))
                        .id(),
                "scope",
                id -> house().createScope
                        .run(
                                TEST,
                                realm,
                                new ScopeId(id),
                                name(),
                                empty(ScopeDocument.class).settings())
                        .id(),
                "role",
                id -> house().defineRole
                        .run(
                                TEST,
                                realm,
                                new RoleId(id),
                                null,
                                name(),
                                empty(RoleDocument.class).settings(),
                                RoleNames.NONE)
                        .id(),
                "group",
                id -> house().defineGroup
                        .run(
                                TEST,
                                realm,
                                new GroupId(id),
                                null,
                                name(),
                                empty(GroupDocument.class).settings())
                        .id(),
                "person",
                id -> house().createUser
                        .run(TEST, realm, new SubjectId(id), UserSettings.named(name()), null)
                        .id(),
                "client",
                id -> client(realm, new RegisterClient.Wish(new ClientKey(id), name(), null))
                        .id(),
                "service account",
                id -> client(realm, new RegisterClient.Wish(null, name(), new SubjectId(id)))
                        .serviceAccount());
    }

    @Test
    @DisplayName("it is kept as it was wished for, whatever the thing is")
    void kept() {
        var realm = realm();
        acts(realm).forEach((kind, act) -> {
            var id = RandomToken.uuid();
            assertThat(act.apply(id).toString()).as(kind).isEqualTo(id);
        });
    }

    @Test
    @DisplayName(
            "what anything has already, of whatever kind and in whatever realm, is refused: ids hold roles, and own them")
    void taken() {
        var realm = realm();
        var elsewhere = acts(realm());
        elsewhere.forEach((first, act) -> {
            var id = RandomToken.uuid();
            assertThat(act.apply(id)).isNotNull();
            acts(realm)
                    .forEach((second, another) -> assertThatThrownBy(() -> another.apply(id))
                            .as("%s after %s", second, first)
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refused -> assertThat(refused.reason).isEqualTo(Refused.Reason.CONFLICT)));
        });
        var twice = RandomToken.uuid();
        assertThatThrownBy(() ->
                        client(realm, new RegisterClient.Wish(new ClientKey(twice), name(), new SubjectId(twice))))
                .isInstanceOf(Refused.class);
    }

    @Test
    @DisplayName("only a UUID is taken, in the one way to write it")
    void malformed() {
        var realm = realm();
        for (var id : List.of("", "admin", "6F9619FF-8B86-4D11-B42D-00C04FC964FF", "6f9619ff8b864d11b42d00c04fc964ff"))
            acts(realm)
                    .forEach((kind, act) -> assertThatThrownBy(() -> act.apply(id))
                            .as("%s %s", kind, id)
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refused -> assertThat(refused.reason).isEqualTo(Refused.Reason.INVALID)));
    }

    @Test
    @DisplayName("tokens of somebody who was deleted stay dead when they are made again with their id")
    void made_again() {
        var realm = realm();
        var resource = server.client(realm.name(), Map.of("clientId", "resource"));
        var app = server.client(
                realm.name(),
                Map.of("publicClient", true, "grantTypes", List.of("password"), "audience", List.of("resource")));
        var ada = Residents.of(server).user(realm.name(), "ada");
        var token = server.userToken(realm.name(), app.clientId(), "ada", Residents.PASSWORD);
        assertThat(active(resource, token)).isTrue();
        Residents.of(server).delete(ada);
        clock.advance(Duration.ofSeconds(30));

        house().createUser.run(TEST, realm, ada.id(), UserSettings.named("ada"), Residents.PASSWORD);

        assertThat(active(resource, token)).isFalse();
        assertThat(active(resource, server.userToken(realm.name(), app.clientId(), "ada", Residents.PASSWORD)))
                .isTrue();
    }

    @Test
    @DisplayName("so do tokens of a client that is made again with its ids, or with its service account's alone")
    void client_made_again() {
        var realm = realm();
        var resource = server.client(realm.name(), Map.of("clientId", "resource"));
        var all = new RegisterClient.Wish(new ClientKey(RandomToken.uuid()), name(), new SubjectId(RandomToken.uuid()));
        var first = machine(realm, all);
        var token = server.token(first).expect(200).text("access_token");
        assertThat(active(resource, token)).isTrue();
        remove(first);
        clock.advance(Duration.ofSeconds(30));

        var second = machine(realm, all);
        assertThat(active(resource, token)).isFalse();
        var later = server.token(second).expect(200).text("access_token");
        assertThat(active(resource, later)).isTrue();
        remove(second);

        var third = machine(realm, new RegisterClient.Wish(null, all.clientId(), all.serviceAccount()));
        assertThat(active(resource, later)).as("in the same second").isFalse();
        assertThat(active(resource, server.token(third).expect(200).text("access_token")))
                .isTrue();
    }

    private TestServer.TestClient machine(Realm realm, RegisterClient.Wish wish) {
        var settings = JsonText.MAPPER.readValue(
                "{\"grantTypes\":[\"client_credentials\"],\"audience\":[\"resource\"]}", ClientDocument.class);
        var made = house().registerClient.run(TEST, realm, wish, settings.settings(), RoleNames.NONE);
        return new TestServer.TestClient(
                realm.name(), made.client().id().value(), made.client().clientId(), made.secret());
    }

    private void remove(TestServer.TestClient client) {
        house().db.writes(tx -> tx.execute("DELETE FROM client WHERE id = ?", client.id()));
    }

    private boolean active(TestServer.TestClient resource, String token) {
        var form = Map.of("token", token, "client_id", resource.clientId(), "client_secret", resource.secret());
        var path = "/realms/" + resource.realm() + "/protocol/openid-connect/token/introspect";
        return (boolean) server.form(path, form).expect(200).get("active");
    }

    private Client client(Realm realm, RegisterClient.Wish wish) {
        var settings = JsonText.MAPPER.readValue("{\"grantTypes\":[\"client_credentials\"]}", ClientDocument.class);
        return house().registerClient
                .run(TEST, realm, wish, settings.settings(), RoleNames.NONE)
                .client();
    }

    private static <T> T empty(Class<T> document) {
        return JsonText.MAPPER.readValue("{}", document);
    }

    private Realm realm() {
        return Residents.of(server).realm(server.realm(name()));
    }

    private static String name() {
        return "a" + RandomToken.hex(12);
    }

    private House house() {
        return server.server().house;
    }
}
