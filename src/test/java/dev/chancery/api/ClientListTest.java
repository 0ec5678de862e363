package dev.chancery.api;

import static dev.chancery.api.Callers.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("/api/clients, listed")
class ClientListTest {
    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    private String shop(String name) {
        var realm = server.realm(name);
        var open = List.of("password");
        var off = Map.<String, Object>of("publicClient", true, "enabled", false, "grantTypes", open);
        client(realm, "shop-b", "Shop", off);
        client(realm, "shop-a", "shop", Map.of());
        client(realm, "shop_c", "Shop%", Map.of("grantTypes", open));
        client(realm, "till", "SHOP till", Map.of());
        return realm;
    }

    private void client(String realm, String clientId, String name, Map<String, Object> more) {
        var wish = new HashMap<>(more);
        wish.put("clientId", clientId);
        wish.put("name", name);
        server.client(realm, wish);
    }

    private Answer list(String realm, String query) {
        return server.api("GET", "/api/clients?realm=" + realm + query, null).expect(200);
    }

    private List<Object> found(String realm, String query) {
        return content(list(realm, query)).stream()
                .map(client -> client.get("clientId"))
                .toList();
    }

    @Test
    @DisplayName("by the beginning of the clientId, as it is written, or of the name, in any case")
    void prefixes() {
        var realm = shop("prefixes");

        assertThat(found(realm, "&clientId=shop-")).containsExactly("shop-a", "shop-b");
        assertThat(found(realm, "&clientId=shop_")).containsExactly("shop_c");
        assertThat(found(realm, "&clientId=Shop")).isEmpty();
        assertThat(found(realm, "&name=sHop")).containsExactly("shop-a", "shop-b", "till", "shop_c");
        assertThat(found(realm, "&name=shop%25")).containsExactly("shop_c");
        assertThat(found(realm, "&name=shop&clientId=t")).containsExactly("till");
        assertThat(found(realm, "&name=shop%25&clientId=shop")).containsExactly("shop_c");
    }

    @Test
    @DisplayName("page by page, by name and by what else is asked, each once and with the right total")
    void pages() {
        var realm = shop("pages");

        var first = list(realm, "&name=shop&size=3");
        assertThat(content(first)).extracting("clientId").containsExactly("shop-a", "shop-b", "till");
        assertThat(first.json()).containsEntry("totalElements", 4);
        assertThat(found(realm, "&name=shop&after=" + first.text("next"))).containsExactly("shop_c");

        var one = list(realm, "&name=shop&publicClient=false&enabled=true&size=1");
        assertThat(content(one)).extracting("clientId").containsExactly("shop-a");
        assertThat(one.json()).containsEntry("totalElements", 3);
        assertThat(found(realm, "&name=shop&publicClient=false&enabled=true&after=" + one.text("next")))
                .containsExactly("till", "shop_c");
        assertThat(found(realm, "&clientId=shop&enabled=false")).containsExactly("shop-b");
        assertThat(found(realm, "&clientId=shop&grantType=password")).containsExactly("shop-b", "shop_c");
    }

    @Test
    @DisplayName("those in the bin likewise, even when several had one clientId")
    void binned() {
        var realm = shop("binned");
        for (var name : List.of("shop-a", "shop-b"))
            server.api("DELETE", "/api/clients/" + name + "?realm=" + realm, null)
                    .expect(204);
        client(realm, "shop-a", "Again", Map.of());
        server.api("DELETE", "/api/clients/shop-a?realm=" + realm, null).expect(204);

        var first = list(realm, "&deleted=true&size=1");
        assertThat(content(first)).extracting("clientId").containsExactly("shop-a");
        assertThat(found(realm, "&deleted=true&after=" + first.text("next"))).containsExactly("shop-a", "shop-b");
        assertThat(found(realm, "&deleted=true&name=again")).containsExactly("shop-a");
        assertThat(found(realm, "&clientId=shop")).containsExactly("shop_c");
    }

    @Test
    @DisplayName("by a part of a redirect URI, by a client scope, and by how long no secret was used; from either end")
    void looked_for() {
        var realm = server.realm("looked");
        var web = Map.of(
                "grantTypes", List.of("authorization_code"), "redirectUris", List.of("https://shop.example/a%20b_c"));
        server.api("POST", "/api/scopes", Map.of("realmName", realm, "name", "orders"))
                .expect(201);
        client(realm, "web", "Web", new HashMap<>(web));
        client(realm, "by-default", "", Map.of("scopes", List.of("orders")));
        client(realm, "optional", "", Map.of("scopes", List.of(), "optionalScopes", List.of("orders")));
        client(realm, "public", "", Map.of("publicClient", true, "grantTypes", List.of("password")));
        var used = server.client(realm, Map.of("clientId", "used", "scopes", List.of()));

        assertThat(found(realm, "&redirectUri=shop.example/a%2520b_")).containsExactly("web");
        assertThat(found(realm, "&redirectUri=shop_example")).isEmpty();
        assertThat(found(realm, "&scope=orders")).containsExactly("by-default", "optional");
        assertThat(found(realm, "&scope=orders&reverse=true")).containsExactly("optional", "by-default");
        assertThat(found(realm, "&scope=no-such")).isEmpty();

        clock.advance(Duration.ofDays(40));
        server.token(used).expect(200);
        server.reportUsage();
        var since = "&clientId=&unusedSince="
                + clock.instant().minus(Duration.ofDays(30)).toString().substring(0, 10);
        assertThat(found(realm, since)).contains("web", "optional").doesNotContain("used", "public");
        assertThat(found(realm, "&unusedSince=2000-01-01")).isEmpty();
        server.api("GET", "/api/clients?realm=looked&unusedSince=lately", null).expect(400);
    }

    @Test
    @DisplayName("by clientId, name, or when they were made, the last first, each from either end and page by page")
    void sorted() {
        var realm = server.realm("sorted");
        for (var name : List.of("b Zebra", "c apple", "a Mango")) {
            client(realm, name.substring(0, 1), name.substring(2), Map.of());
            clock.advance(Duration.ofSeconds(1));
        }
        var own = "&publicClient=false&grantType=client_credentials&sort=";
        var first = list(realm, own + "createdAt&size=2");

        assertThat(found(realm, own + "clientId")).containsSubsequence("a", "b", "c");
        assertThat(found(realm, own + "name")).containsSubsequence("c", "a", "b");
        assertThat(found(realm, own + "name&reverse=true")).containsSubsequence("b", "a", "c");
        assertThat(content(first)).extracting("clientId").containsExactly("a", "c");
        assertThat(found(realm, own + "createdAt&after=" + first.text("next"))).startsWith("b");
        assertThat(found(realm, own + "createdAt&reverse=true")).containsSubsequence("b", "c", "a");
        assertThat(found(realm, own + "createdAt&clientId=c"))
                .containsOnlyOnce("c")
                .doesNotContain("a", "b");
        assertThat(found(realm, own + "name&clientId=b")).containsOnlyOnce("b").doesNotContain("a", "c");
        assertThat(found(realm, own + "createdAt&name=mang")).containsExactly("a");
        for (var bad : List.of("sort=secret", "sort=createdAt&deleted=true", "sort=name&after=" + first.text("next")))
            server.api("GET", "/api/clients?realm=%s&%s".formatted(realm, bad), null)
                    .expect(400);
    }

    @Test
    @DisplayName("each once, page by page, when several were made at one moment")
    void made_at_once() {
        var realm = server.realm("made-at-once");
        for (var name : List.of("twin-a", "twin-b")) client(realm, name, "", Map.of());

        var first = list(realm, "&sort=createdAt&clientId=twin&size=1");
        var second = list(realm, "&sort=createdAt&clientId=twin&size=1&after=" + first.text("next"));

        assertThat(Stream.of(first, second).flatMap(page -> content(page).stream()))
                .extracting(client -> client.get("clientId"))
                .containsExactlyInAnyOrder("twin-a", "twin-b");
    }
}
