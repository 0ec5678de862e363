package dev.chancery.console;

import static com.microsoft.playwright.options.AriaRole.BANNER;
import static com.microsoft.playwright.options.AriaRole.LINK;
import static com.microsoft.playwright.options.AriaRole.NAVIGATION;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.chancery.Answer;
import dev.chancery.Chromium;
import dev.chancery.TestServer;
import dev.chancery.pages.Look;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A Client secret walk-through in the console, label by label")
class SeedWalkTest {
    private static final String TOKENS = "/auth/realms/codemie-prod/protocol/openid-connect/token";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Chromium chromium;
    private AtConsole at;

    @BeforeAll
    static void open() {
        chromium = new Chromium();
        AtConsole.realm(SERVER);
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    @Test
    @DisplayName("A4–A46 whoever follows steps 1 to 9 gets a secret that step 10 takes, and sees it once")
    void steps_1_to_10() throws Exception {
        try (var signedIn = AtConsole.signedIn(chromium, SERVER, Look.LIGHT)) {
            at = signedIn;
            findTheClients();
            createTheClient();
            configureClientScopes();
            configureServiceAccountsRoles();
            configureServiceAccountUser();
            var secret = copiedSecret();
            requireSeenOnce();
            requireToken(secret);
        }
    }

    /// Steps 1 and 2.
    private void findTheClients() {
        at.tab().getByRole(BANNER).getByText("master").first().click();
        at.follow("codemie-prod");
        menu("Clients");
        at.follow("Create client");
    }

    /// Steps 3, 4 and 5.
    private void createTheClient() {
        labelled("Client type").selectOption(new SelectOption().setLabel("OpenID Connect"));
        labelled("Client ID").fill("api-demo-project");
        labelled("Name").fill("api-demo-project");
        labelled("Always display in UI").setChecked(false);
        at.press("Next");
        labelled("Client authentication").setChecked(true);
        assertThat(labelled("Authorization").isChecked()).isFalse();
        labelled("Standard flow").setChecked(true);
        labelled("Direct access grants").setChecked(true);
        labelled("Service accounts roles").setChecked(true);
        labelled("Implicit flow").setChecked(false);
        labelled("OAuth 2.0 Device Authorization Grant").setChecked(false);
        assertThat(labelled("OIDC CIBA Grant").isChecked()).isFalse();
        at.press("Next");
        labelled("Root URL").fill("https://codemie.example.com");
        labelled("Valid redirect URIs").fill("https://codemie.example.com/*");
        labelled("Valid post logout redirect URIs").fill("+");
        labelled("Web origins").fill("https://codemie.example.com");
        pressed("Save", "created");
    }

    /// Step 6.
    private void configureClientScopes() {
        openTheClient();
        part("Client scopes");
        at.follow("Add client scopes");
        labelled("codemie").check();
        labelled("Assigned type").selectOption(new SelectOption().setLabel("Default"));
        pressed("Add", "saved");
    }

    /// Step 7.
    private void configureServiceAccountsRoles() {
        part("Service accounts roles");
        at.follow("Assign role");
        labelled("Developer").check();
        pressed("Assign", "assigned");
    }

    /// Step 8.
    private void configureServiceAccountUser() {
        part("Service accounts roles");
        at.follow("service-account-api-demo-project");
        labelled("Email").fill("api-demo-project@domain.com");
        labelled("First name").fill("api-demo");
        labelled("Last name").fill("project");
        at.follow("Attributes");
        labelled("Key").first().fill("applications");
        labelled("Values").first().fill("demo-project");
        pressed("Save", "saved");
    }

    /// Step 9.
    private String copiedSecret() {
        at.tab().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        openTheClient();
        part("Credentials");
        at.press("Reveal");
        at.press("Copy");
        at.tab().getByText("Copied").waitFor();
        return (String) at.tab().evaluate("() => navigator.clipboard.readText()");
    }

    /// D1: neither by sending the form again, nor by asking the API.
    private void requireSeenOnce() {
        assertThat(at.wrongs()).isEmpty();
        at.tab().reload();
        assertThat(at.tab()
                        .getByText("Only the hash of this secret is kept")
                        .first()
                        .isVisible())
                .isTrue();
        var secrets = "/api/clients/api-demo-project/secrets";
        @SuppressWarnings("unchecked")
        var kept = (List<Map<String, Object>>)
                SERVER.api("GET", secrets + "?realm=codemie-prod", null).get("content");
        assertThat(kept).singleElement().satisfies(secret -> assertThat(secret).containsEntry("storage", "hashed"));
        SERVER.api(
                        "GET",
                        "%s/%s/value?realm=codemie-prod"
                                .formatted(secrets, kept.getFirst().get("id")),
                        null)
                .expect(404);
    }

    /// Steps 10 and 11.
    private static void requireToken(String secret) throws Exception {
        var answer = SERVER.form(
                        TOKENS,
                        Map.of(
                                "client_id",
                                "api-demo-project",
                                "grant_type",
                                "client_credentials",
                                "client_secret",
                                secret))
                .expect(200);

        assertThat(answer.json())
                .containsEntry("expires_in", 28500)
                .containsEntry("refresh_expires_in", 0)
                .containsEntry("token_type", "Bearer")
                .containsEntry("not-before-policy", 0)
                .doesNotContainKey("refresh_token");
        assertThat(answer.text("scope").split(" ")).containsExactlyInAnyOrder("profile", "email", "codemie");
        assertThat(verified(answer))
                .containsEntry("applications", List.of("demo-project"))
                .containsEntry("roles", List.of("Developer"))
                .containsEntry("email", "api-demo-project@domain.com")
                .containsEntry("name", "api-demo project");
    }

    private static Map<String, Object> verified(Answer answer) throws Exception {
        var token = SignedJWT.parse(answer.text("access_token"));
        var keys = JWKSet.parse(SERVER.get("/realms/codemie-prod/protocol/openid-connect/certs")
                .expect(200)
                .body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
        assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        return answer.claims();
    }

    private void openTheClient() {
        menu("Clients");
        at.follow("api-demo-project");
    }

    private void pressed(String button, String done) {
        at.press(button).tab().waitForURL("**done=" + done);
    }

    private Locator labelled(String label) {
        return at.tab().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private void menu(String link) {
        in("Menu", link);
    }

    private void part(String link) {
        in("Parts of the client", link);
    }

    private void in(String navigation, String link) {
        at.tab()
                .getByRole(
                        NAVIGATION,
                        new Page.GetByRoleOptions().setName(navigation).setExact(true))
                .getByRole(LINK, new Locator.GetByRoleOptions().setName(link).setExact(true))
                .click();
    }
}
