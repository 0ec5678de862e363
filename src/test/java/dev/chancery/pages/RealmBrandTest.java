package dev.chancery.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.OnBothDatabases;
import dev.chancery.SettableClock;
import dev.chancery.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnBothDatabases
@DisplayName("The brand of a realm")
class RealmBrandTest {
    private static final byte[] SVG =
            "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".getBytes(UTF_8);

    @Parameter(0)
    TestServer server;

    @Parameter(1)
    SettableClock clock;

    @Test
    @DisplayName("is none at first: an empty style, and no logo")
    void none() {
        server.realm("plain");

        assertThat(server.api("GET", "/api/realms/plain", null).json())
                .containsEntry("brandColour", "")
                .containsEntry("brandLogo", "");
        assertThat(server.get("/realms/plain/brand.css").expect(200).body()).isEmpty();
        server.get("/realms/plain/logo").expect(404);
    }

    @Test
    @DisplayName("XS-05 is served as what it is, and kept by browsers until the realm changes")
    void served() {
        server.realm("branded", Map.of("brandColour", "#ffd400", "brandLogo", Logo.PNG));

        var css = server.get("/realms/branded/brand.css?v=1").expect(200);
        assertThat(css.body()).isEqualTo(":root{--brand:#ffd400;--on-brand:#000}\n");
        assertThat(css.header("Content-Type")).isEqualTo("text/css;charset=utf-8");
        var logo = server.get("/realms/branded/logo?v=1").expect(200);
        assertThat(logo.response().body()).isEqualTo(Logo.content());
        assertThat(logo.header("Content-Type")).isEqualTo("image/png");
        for (var answer : List.of(css, logo)) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        }

        change("branded", Map.of("brandColour", "#102030")).expect(200);

        var changed = server.get("/realms/branded/brand.css?v=1").expect(200);
        assertThat(changed.body()).contains("#102030");
        assertThat(changed.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    @DisplayName("XS-05 is a colour and a picture, and nothing else passes for one: 400, and nothing has changed")
    void refused() {
        server.realm("careful");
        var before = server.api("GET", "/api/realms/careful", null).json();

        for (var colour : List.of("red", "#fff", "#12345g", "#1234567", "#123456;}", "url(//evil.example)", " #123456"))
            assertThat(members(change("careful", Map.of("brandColour", colour))))
                    .as(colour)
                    .contains("brandColour");
        for (var logo : List.of(
                "x",
                "https://cdn.example/logo.png",
                "data:text/html;base64,PHNjcmlwdD4=",
                "data:image/png,<script>alert(1)</script>",
                Logo.PNG + "\"onload=alert(1)",
                "data:image/png;base64,====",
                "data:image/png;base64,iVBORw0KGgo",
                Logo.of("image/svg+xml", SVG),
                Logo.of("image/png", SVG),
                Logo.of("image/jpeg", Logo.content()),
                Logo.of("image/webp", Logo.content()),
                Logo.ofSize(32 * 1024 + 1)))
            assertThat(members(change("careful", Map.of("brandLogo", logo))))
                    .as(logo)
                    .contains("brandLogo");

        assertThat(server.api("GET", "/api/realms/careful", null).json()).isEqualTo(before);
        change("careful", Map.of("brandLogo", Logo.ofSize(32 * 1024))).expect(200);
    }

    @Test
    @DisplayName("is in the history like every setting, and comes back by an undo")
    void undone() {
        server.realm("regretful", Map.of("brandColour", "#112233", "brandLogo", Logo.PNG));
        change("regretful", Map.of("brandColour", "", "brandLogo", "")).expect(200);
        server.get("/realms/regretful/logo").expect(404);
        var lines = (List<?>) server.api("GET", "/api/realms/regretful/audit?size=100", null)
                .expect(200)
                .get("content");
        var newest = ((Map<?, ?>) lines.getFirst()).get("eventId");

        server.api("POST", "/api/realms/regretful/audit/" + newest + "/undo", Map.of())
                .expect(200);

        assertThat(server.api("GET", "/api/realms/regretful", null).json())
                .containsEntry("brandColour", "#112233")
                .containsEntry("brandLogo", Logo.PNG);
    }

    private Answer change(String realm, Map<String, Object> members) {
        return server.api("PATCH", "/api/realms/" + realm, members);
    }

    private static String members(Answer refused) {
        return refused.expect(400).body();
    }
}
