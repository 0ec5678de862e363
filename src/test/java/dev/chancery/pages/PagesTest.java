package dev.chancery.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.http.StaticFiles;
import dev.chancery.http.Views;
import dev.chancery.login.Page;
import dev.chancery.login.Pages;
import dev.chancery.login.SignInPage;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Pages for people")
class PagesTest {
    private static PageServer server;

    @BeforeAll
    static void open() {
        server = new PageServer(Samples.all());
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static Stream<String> names() {
        return Samples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("XS-09 may use nothing but their own style and pictures, lie in no frame and are kept by nobody")
    void headers(String name) {
        var answer = get(name);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                        + "frame-ancestors 'none'; base-uri 'none'");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()", "microphone=()", "geolocation=()");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("XS-04 have no script, no style and no handler in them, and say whose they are and what they are for")
    void markup(String name) {
        var html = get(name).body();

        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("<html lang=\"en\">", ">Acme Corporation</p>", "<main>", "<h1>")
                .doesNotContainPattern("<script|<style|style=|\\son[a-z]+=|javascript:");
    }

    @Test
    @DisplayName("exist for every kind of page")
    void complete() {
        var shown = Samples.all().values().stream().map(Object::getClass).distinct();
        assertThat(shown).containsExactlyInAnyOrder(Page.class.getPermittedSubclasses());
        assertThat(Samples.saying("x").values().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(Page.class.getPermittedSubclasses());
    }

    @Test
    @DisplayName("are in the reader's language")
    void language() {
        var answer = server.get("/realms/acme/sign-in", "Accept-Language", "de-AT,en;q=0.5");

        assertThat(answer.body()).contains("<html lang=\"de\">", "Anmelden", "um mit Ticket shop fortzufahren");
        assertThat(header(answer, "Content-Language")).isEqualTo("de");
        assertThat(header(answer, "Vary")).contains("Accept-Language");
    }

    @Test
    @DisplayName("are named after the realm where it has no name for people")
    void unnamed() {
        try (var plain = new PageServer(" ", Map.of("sign-in", new SignInPage("", false, false, "", "")))) {
            assertThat(plain.get("/realms/acme/sign-in").body()).contains(">acme</p>");
        }
    }

    @Test
    @DisplayName("have what browsers and password managers look for")
    void fields() {
        assertThat(get("sign-in").body())
                .contains("name=\"username\"", "autocomplete=\"username\"", "id=\"login-submit\"", "Sign in")
                .contains("autocomplete=\"current-password\"", "name=\"remember\"")
                .doesNotContain("role=\"alert\"", "aria-invalid");
        assertThat(get("sign-in-as").body()).contains("value=\"alice@example.com\"", "readonly");
        assertThat(get("sign-in-again").body())
                .contains("id=\"complaint\" role=\"alert\"", "aria-describedby=\"complaint\"", "aria-invalid=\"true\"");
        assertThat(get("code").body()).contains("autocomplete=\"one-time-code\"", "inputmode=\"numeric\"");
        assertThat(get("new-password").body()).contains("autocomplete=\"new-password\"", "name=\"again\"");
        assertThat(get("consent").body()).contains("id=\"consent-accept\"", "id=\"consent-deny\"");
        assertThat(get("sign-out").body()).contains("id=\"logout-confirm\"");
        assertThat(get("signed-out").body()).contains("signed out", "href=\"https://shop.example/\"");
        assertThat(get("error").body()).containsIgnoringCase("error").contains("3f9c2a7be1d04c58a6b7c8d9e0f1a2b3");
    }

    @Test
    @DisplayName("let a form lead where the client is, and then keep hold of the window that opened them")
    void targets() {
        var answer = server.views.page(200, "form-post", forwarded(), URI.create("com.example.app:/done"));

        assertThat(answer.headers().get("Content-Security-Policy"))
                .contains("form-action 'self' https: com.example.app:;");
        assertThat(answer.headers().get("Cross-Origin-Opener-Policy")).isEqualTo("unsafe-none");
    }

    private static Views.Forwarded forwarded() {
        return new Views.Forwarded(
                "https://app.example/", Map.of(), Pages.LANGUAGES.of(List.of(), List.of()), new StaticFiles(""));
    }

    @ParameterizedTest
    @DisplayName("name the place that a form may lead to by its origin, or by its scheme where it has none")
    @CsvSource({
        "https://app.example/cb?x=y,      https://app.example",
        "HTTPS://app.example:8443/cb,     https://app.example:8443",
        "http://127.0.0.1:4711/,          http://127.0.0.1:4711",
        "com.example.app:/cb,             com.example.app:",
        "com.example.app://cb/x,          com.example.app:"
    })
    void target(String address, String target) {
        assertThat(Views.target(URI.create(address))).isEqualTo(target);
    }

    private static HttpResponse<String> get(String name) {
        return server.get("/realms/acme/" + name);
    }

    static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
