package dev.chancery.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.OnBothDatabases;
import dev.chancery.Residents;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import dev.chancery.db.Changes;
import dev.chancery.db.PageToken;
import dev.chancery.db.Pages;
import dev.chancery.db.Totals;
import dev.chancery.id.GroupId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@OnBothDatabases
@DisplayName("Where groups stand")
class GroupPathsTest {
    private final TestServer server;
    private final GroupPaths paths;

    GroupPathsTest(TestServer server, SettableClock clock) {
        this.server = server;
        var db = Residents.of(server).database();
        var pages = new Pages(new PageToken(new byte[32]), new Totals(new Changes(db), Set.of()));
        paths = new GroupPaths(new GroupStore(db, pages));
    }

    private GroupId group(String name, Map<String, String> more) {
        var wish = new HashMap<>(more);
        wish.put("realmName", "master");
        wish.put("name", name);
        return new GroupId(server.api("POST", "/api/groups", wish).expect(201).text("id"));
    }

    @Test
    @DisplayName("several are told at once; nothing of one that is gone")
    void several() {
        var staff = group("staff", Map.of());
        var help = group("help", Map.of("parentId", staff.value()));
        var desk = group("desk", Map.of("parentId", help.value()));

        assertThat(paths.of(Set.of(staff, desk, new GroupId("gone"))))
                .isEqualTo(Map.of(staff, "/staff", desk, "/staff/help/desk"));
        assertThat(paths.of(Set.of())).isEmpty();
    }
}
