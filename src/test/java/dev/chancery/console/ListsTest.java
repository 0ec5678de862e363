package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Lists of the console, without scripts")
class ListsTest {
    private static final String REALM = "/console/realms/alpha";
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\"[^>]*>(?:<a [^>]*>)?([^<]*)");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;
    private static String person;

    @BeforeAll
    static void fill() {
        SERVER.realm("alpha");
        person = Residents.of(SERVER).user("alpha", "ada", "admin").id().value();
        var many = IntStream.range(100, 125).mapToObj(i -> "many-" + i).toList();
        var roles = new ArrayList<String>();
        for (var name : many) {
            roles.add(made("/api/rbac/roles", Map.of("name", name)));
            made("/api/scopes", Map.of("name", name));
            var group = made("/api/groups", Map.of("name", name));
            SERVER.api("PUT", "/api/groups/%s/members/%s".formatted(group, person), null)
                    .expect(204);
        }
        var service = SERVER.client(
                "alpha",
                Map.of(
                        "clientId",
                        "shop",
                        "scopes",
                        many,
                        "mappers",
                        many.stream().map(ListsTest::mapper).toList()));
        SERVER.token(service, Map.of("client_secret", "wrong")).expect(401);
        made(
                "/api/rbac/roles",
                Map.of("name", "clerk", "clientId", "shop", "composites", Map.of("realm", List.of("many-100"))));
        made("/api/rbac/roles", Map.of("name", "whole", "composites", Map.of("realm", many)));
        made(
                "/api/scopes",
                Map.of(
                        "name",
                        "wide",
                        "mappers",
                        many.stream().map(ListsTest::mapper).toList()));
        var account = SERVER.api("GET", "/api/clients/" + service.id(), null).text("serviceAccountId");
        for (var holder : List.of(person, account))
            SERVER.api(
                            "POST",
                            "/api/rbac/user-role-mappings",
                            Map.of("realmName", "alpha", "userId", holder, "roleIds", roles))
                    .expect(201);
        ada = Desk.of(SERVER, "alpha", "ada");
    }

    private static Map<String, Object> mapper(String name) {
        return Map.of(
                "name", name, "type", "user-attribute", "claim", name, "config", Map.of("attribute", "applications"));
    }

    private static String made(String path, Map<String, Object> members) {
        var wish = new HashMap<>(members);
        wish.put("realmName", "alpha");
        return SERVER.api("POST", path, wish).expect(201).text("id");
    }

    private static List<String> rows(String path) {
        return ROW.matcher(ada.open(path).answer().expect(200).body())
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    private static String id(String path) {
        return Townsfolk.all(SERVER.api("GET", path, null)).getFirst().get("id").toString();
    }

    @ParameterizedTest
    @CsvSource({
        "/users/{person}/roles,roleName",
        "/users/{person}/groups,path",
        "/roles/{whole}/parts,name",
        "/clients/shop/client-scopes,name",
        "/clients/shop/mappers,name",
        "/clients/shop/service-account-roles,roleName",
        "/scopes/{wide},name"
    })
    @DisplayName("that the API gives whole are searched, ordered by their heads and turned over as the others")
    void whole(String path, String order) {
        var page = REALM
                + path.replace("{person}", person)
                        .replace("{whole}", id("/api/rbac/roles?realm=alpha&search=whole"))
                        .replace("{wide}", id("/api/scopes?realm=alpha&name=wide"));
        var all = "?search=MANY-&sort=" + order;

        assertThat(rows(page + all)).hasSize(20).first().asString().endsWith("many-100");
        assertThat(rows(page + all + "&page=1")).hasSize(5).last().asString().endsWith("many-124");
        assertThat(rows(page + all + "&reverse=true")).first().asString().endsWith("many-124");
        assertThat(rows(page + "?search=many-113")).singleElement().asString().endsWith("many-113");
        assertThat(rows(page + all + "&page=99")).hasSize(5);
        ada.open(page + all).shows("25 in all", "?search=MANY-&amp;sort=" + order + "&amp;page=1");
        ada.open(page + "?search=unicorn").shows("None of these is like this.");
    }

    @Test
    @DisplayName("that the API gives whole are searched by what their cells say")
    void words() {
        var roles = id("/api/rbac/roles?realm=alpha&search=whole");

        assertThat(rows(REALM + "/clients/shop/mappers?search=user+attribute")).hasSize(20);
        assertThat(rows(REALM + "/clients/shop/mappers?search=user-attribute")).isEmpty();
        assertThat(rows(REALM + "/roles/" + roles + "/parts?search=the+realm")).hasSize(20);
        assertThat(rows(REALM + "/users/" + person + "/roles?search=the+realm")).hasSize(20);
        assertThat(rows(REALM + "/clients/shop/service-account-roles?search=realm"))
                .hasSize(20);
    }

    @Test
    @DisplayName(
            "from which things are picked know but the ticks that there are, 100 at most, and say not how they know")
    void ticks() {
        var parts = REALM + "/roles/" + id("/api/rbac/roles?realm=alpha&search=whole") + "/parts";
        var role = id("/api/rbac/roles?realm=alpha&search=many-124");
        var hundred = IntStream.range(0, 100).mapToObj(i -> "role=" + i).collect(Collectors.joining("&"));
        var scopes = REALM + "/clients/shop/client-scopes/add?scope=";

        ada.open(parts + "?" + hundred).answer().expect(200);
        ada.open(parts + "?" + hundred + "&role=100")
                .shows("At most 100 can be ticked at once.")
                .answer()
                .expect(400);
        assertThat(ada.open(parts + "?role=" + role).shows("Ticked so far").body())
                .doesNotContain("/api/rbac/roles/" + role);
        ada.open(scopes + "many-124").shows("Ticked so far");
        for (var none : List.of("invented", "many-1"))
            assertThat(ada.open(scopes + none).body()).doesNotContain("Ticked so far");
        ada.browser()
                .post(parts, Map.of("mark", ada.mark(), "role", "invented"))
                .answer()
                .expect(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/failures?cause=wrong_secret&from=2020-01-01&to=2030-01-01",
                "/audit?actor=user:admin&from=2020-01-01&to=2030-01-01",
                "/roles?search=many&kind=realm&composite=false",
                "/scopes?name=many&realmDefault=none",
                "/clients/shop/roles?composite=true"
            })
    @DisplayName("keep what they are filtered by in their form and in the ways to their other orders")
    void filters(String path) {
        var page = ada.open(REALM + path);
        page.answer().expect(200);
        var asked = path.substring(path.indexOf('?') + 1);
        for (var each : asked.split("&")) {
            var name = each.substring(0, each.indexOf('='));
            var value = each.substring(each.indexOf('=') + 1);
            assertThat(page.body()).containsPattern("name=\"%s\"".formatted(name));
            assertThat(page.body())
                    .containsPattern("name=\"%1$s\" value=\"%2$s\"|<option value=\"%2$s\" selected"
                            .formatted(name, Pattern.quote(value)));
        }
        assertThat(page.body()).contains("?" + asked.replace("&", "&amp;").replace(":", "%3A") + "&amp;reverse=true");
    }

    @Test
    @DisplayName("say of none how many there are, and refuse what cannot be asked with the choices that there are")
    void bounds() {
        assertThat(ada.open(REALM + "/groups?search=unicorn").body()).doesNotContain("in all");
        assertThat(rows(REALM + "/roles?kind=client")).contains("manage-users").doesNotContain("many-100");
        ada.open(REALM + "/roles?kind=group")
                .shows("One of realm, client.")
                .answer()
                .expect(400);
        ada.open(REALM + "/audit?from=then").shows("A day such as").answer().expect(400);
    }
}
