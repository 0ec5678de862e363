package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser.View;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A search of the console among more than the API looks at at once: 10,000")
class FarSearchTest {
    private static final String REALM = "/console/realms/alpha";
    private static final Pattern NEXT = Pattern.compile("<a rel=\"next\" href=\"([^\"]+)\"");

    private static final Pattern ONWARD = Pattern.compile("<button name=\"add-after\" value=\"([^\"]+)\"");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Desk ada;
    private static String person;

    @BeforeAll
    static void crowd() {
        SERVER.realm("alpha");
        var residents = Residents.of(SERVER);
        person = residents.user("alpha", "ada", "admin").id().value();
        var zebra = Map.of("realmName", "alpha", "name", "zebra");
        for (var path : new String[] {"/api/groups", "/api/rbac/roles"})
            SERVER.api("POST", path, zebra).expect(201);
        var all = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10100) ";
        var realm = residents.realm("alpha").id().value();
        residents.database().writes(tx -> {
            tx.execute(all + """
                    INSERT INTO people_group (id, realm_id, above, name, name_key, description, attributes, created_at,
                                              version)
                    SELECT 'g' || i, ?, '', 'crowd' || i, 'crowd' || i, '', '{}', 0, 1 FROM n""", realm);
            tx.execute(all + """
                    INSERT INTO role (id, realm_id, container, name, name_key, description, attributes, by_default,
                                      built_in, created_at, version)
                    SELECT 'r' || i, ?, ?, 'crowd' || i, 'crowd' || i, '', '{}', FALSE, FALSE, 0, 1 FROM n""", realm, realm);
        });
        ada = Desk.of(SERVER, "alpha", "ada");
    }

    private static View next(View page) {
        var next = NEXT.matcher(page.body());
        assertThat(next.find()).as(page.body()).isTrue();
        return ada.open(next.group(1).replace("&amp;", "&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/groups", "/users/{person}/groups"})
    @DisplayName("says so far nothing, and goes on by the next page; only the last one says that there is none")
    void goes_on(String path) {
        var groups =
                REALM + path.replace("{person}", person) + (path.startsWith("/users") ? "?add-search=" : "?search=");

        var first = ada.open(groups + "zebra").shows("Nothing so far");
        assertThat(first.body()).doesNotContain("No group is called so");
        next(first).shows("/zebra</a>");
        next(ada.open(groups + "unicorn")).shows("No group is called so");
    }

    @Test
    @DisplayName("goes on so among roles to assign, too")
    void roles() {
        var roles = REALM + "/users/" + person + "/roles?add-search=zebra";
        var onward = ONWARD.matcher(ada.open(roles).shows("Nothing so far").body());
        assertThat(onward.find()).isTrue();
        ada.open(roles + "&add-after=" + onward.group(1)).shows("<span translate=\"no\">zebra</span>");
    }
}
