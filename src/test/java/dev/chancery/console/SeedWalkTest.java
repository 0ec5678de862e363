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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A Client secret walk-through in the console, label by label")
class SeedWalkTest {
    private static final String TOKENS = "/auth/realms/codemie-prod/protocol/openid-connect/token";

    private static final Guide GUIDE = Guide.read();
    private static final String SERVICE_ACCOUNTS_ROLES =
            GUIDE.named("Navigate to the Service accounts roles tab in the client settings", "Service accounts roles");

    /// The form that reveals a secret, as it was sent before.
    private static final String SEND_AGAIN = """
            id => {
                const form = document.createElement('form');
                form.method = 'post';
                form.action = `${location.pathname}/${id}/reveal`;
                form.append(document.querySelector('[name=mark]').cloneNode());
                document.body.append(form);
                form.submit();
            }""";

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private AtConsole at;

    @BeforeAll
    static void open() {
        AtConsole.realm(SERVER);
    }

    @Test
    @DisplayName("A4–A46 whoever follows steps 1 to 9 gets a secret that step 10 takes, and sees it once")
    void steps_1_to_10() throws Exception {
        try (var signedIn = AtConsole.signedIn(CHROMIUM, SERVER, Look.LIGHT)) {
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
        var menu = at.tab()
                .getByRole(
                        NAVIGATION, new Page.GetByRoleOptions().setName("Menu").setExact(true));
        var section = GUIDE.named("In the left sidebar menu under \"Manage\", click on Clients", "Manage");
        assertThat(menu.locator("h2", new Locator.LocatorOptions().setHasText(section))
                        .allTextContents())
                .containsExactly(section);
        assertThat(menu.locator("h2:text-is('%s') + ul a".formatted(section)).allTextContents())
                .contains(GUIDE.named("click on Clients", "Clients"));
        menu("Clients");
        at.follow(GUIDE.named("Click the Create client button", "Create client"));
    }

    /// Steps 3, 4 and 5.
    private void createTheClient() {
        fillIn("Step 3", "General Settings");
        at.press(GUIDE.named("Click Next to continue.", "Next"));
        fillIn("Step 4", "Capability Config");
        assertThat(at.tab().locator("main").textContent())
                .contains(GUIDE.named("Authentication Flow:", "Authentication Flow"));
        at.press(GUIDE.named("Click Next to proceed.", "Next"));
        fillIn("Step 5", "Login Settings");
        pressed(GUIDE.named("Click Save to create the client.", "Save"), "Created.");
    }

    /// Each row of the table has the label of a field, to the letter, and what goes there.
    private void fillIn(String step, String title) {
        at.tab()
                .locator("legend:text-is('%s')".formatted(GUIDE.named(step, title)))
                .waitFor();
        var labels = at.tab().locator("main label").allInnerTexts();
        for (var row : GUIDE.rows(step)) {
            var label = labels.stream()
                    .map(String::strip)
                    .filter(row::startsWith)
                    .max(Comparator.comparingInt(String::length))
                    .orElseThrow(() -> new AssertionError("no field is called as in: " + row));
            set(labelled(label), row.substring(label.length()));
        }
    }

    private static void set(Locator field, String value) {
        var isSwitch = field.getAttribute("role") != null;
        if (isSwitch && field.isDisabled()) assertThat(field.isChecked()).isEqualTo(value.equals("On"));
        else if (isSwitch) field.setChecked(value.equalsIgnoreCase("on"));
        else if (field.evaluate("field => field.localName").equals("select"))
            field.selectOption(new SelectOption().setLabel(value));
        else field.fill(value);
    }

    /// Step 6.
    private void configureClientScopes() {
        openTheClient();
        part(GUIDE.named("Navigate to the Client Scopes tab in the client settings", "Client Scopes"));
        at.follow(GUIDE.named("Click on Add client scopes", "Add client scopes"));
        labelled(GUIDE.named("Select the codemie scope from the dropdown", "codemie"))
                .check();
        var type = GUIDE.named("and set the assignment type to Default", "assignment type");
        at.tab().getByLabel(type).selectOption(new SelectOption().setLabel("Default"));
        pressed("Add", "Saved.");
    }

    /// Step 7.
    private void configureServiceAccountsRoles() {
        part(SERVICE_ACCOUNTS_ROLES);
        at.follow(GUIDE.named("Click on Assign role button", "Assign role"));
        labelled(GUIDE.named("Choose: Developer (see only", "Developer")).check();
        pressed(GUIDE.named("Click on Assign\n", "Assign"), "Assigned.");
    }

    /// Step 8.
    private void configureServiceAccountUser() {
        part(SERVICE_ACCOUNTS_ROLES);
        at.follow(GUIDE.named("Click on service-account-api-demo-project link", "service-account-api-demo-project"));
        labelled(GUIDE.named("Input Email: api-demo-project@domain.com", "Email"))
                .fill("api-demo-project@domain.com");
        labelled(GUIDE.named("Input First name: api-demo", "First name")).fill("api-demo");
        labelled(GUIDE.named("Input Last name: project", "Last name")).fill("project");
        at.follow(GUIDE.named("Click on the Attributes tab", "Attributes"));
        labelled(GUIDE.named("Type Key: applications", "Key")).first().fill("applications");
        labelled(GUIDE.named("and Values: name of your project demo-project", "Values"))
                .first()
                .fill("demo-project");
        pressed(GUIDE.named("Click Save button", "Save"), "Saved.");
    }

    /// Step 9.
    private String copiedSecret() {
        at.tab().context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        openTheClient();
        part(GUIDE.named("Click on Credentials tab", "Credentials"));
        at.press("Reveal");
        var title = GUIDE.named("Copy Client Secret", "Client Secret");
        assertThat(at.tab().locator("main h2").first().textContent()).isEqualTo(title);
        at.press("Copy");
        at.tab().getByText("Copied").waitFor();
        return (String) at.tab().evaluate("() => navigator.clipboard.readText()");
    }

    /// D1: neither by sending the form again, nor by asking the API.
    private void requireSeenOnce() {
        assertThat(at.wrongs()).isEmpty();
        at.tab().reload();
        assertThat(at.tab().locator("#secret").count()).isZero();
        var secrets = "/api/clients/api-demo-project/secrets";
        @SuppressWarnings("unchecked")
        var kept = (List<Map<String, Object>>)
                SERVER.api("GET", secrets + "?realm=codemie-prod", null).get("content");
        assertThat(kept).singleElement().satisfies(secret -> assertThat(secret).containsEntry("storage", "hashed"));
        at.tab().evaluate(SEND_AGAIN, kept.getFirst().get("id"));
        at.tab().getByText("Only the hash of this secret is kept").first().waitFor();
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
        at.press(button).done(done);
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
