package dev.chancery.spec.oidc.conformance;

import static dev.chancery.spec.oidc.conformance.RelyingParty.idToken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;

@InEachResponseMode
@DisplayName("The plans basic and formpost-basic: claims, and where they are said")
class ClaimModulesTest {
    private static final String[] PROFILE = {
        "name",
        "given_name",
        "family_name",
        "middle_name",
        "nickname",
        "preferred_username",
        "profile",
        "picture",
        "website",
        "gender",
        "birthdate",
        "zoneinfo",
        "locale",
        "updated_at"
    };
    private static final String[] EMAIL = {"email", "email_verified"};
    private static final String[] ADDRESS = {"address"};
    private static final String[] PHONE = {"phone_number", "phone_number_verified"};

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @Parameter
    String mode;

    private RelyingParty client;
    private WebBrowser browser;

    @BeforeEach
    void newcomer() {
        client = RelyingParty.in(SERVER, mode);
        browser = new WebBrowser(SERVER);
    }

    @Test
    @DisplayName("oidcc-userinfo-get: Core §5.3.1 userinfo by GET says who the ID token is about")
    void get() {
        var tokens = client.tokens(browser, Map.of());

        requireSubject(tokens, client.userinfo(tokens));
    }

    @Test
    @DisplayName("oidcc-userinfo-post-header: Core §5.3.1 and by POST, with the token in the header")
    void post_header() {
        var tokens = client.tokens(browser, Map.of());
        var request = SERVER.request(client.userinfo())
                .header("Authorization", "Bearer " + tokens.text("access_token"))
                .header("Content-Type", "application/x-www-form-urlencoded");

        requireSubject(tokens, SERVER.send(request.POST(BodyPublishers.noBody())));
    }

    @Test
    @DisplayName("oidcc-userinfo-post-body: RFC 6750 §2.2 or in the form")
    void post_body() {
        var tokens = client.tokens(browser, Map.of());

        requireSubject(tokens, SERVER.form(client.userinfo(), Map.of("access_token", tokens.text("access_token"))));
    }

    private static void requireSubject(Answer tokens, Answer userinfo) {
        assertThat(userinfo.expect(200).get("sub"))
                .isEqualTo(idToken(tokens).get("sub"))
                .isNotNull();
    }

    @Test
    @DisplayName("oidcc-scope-profile: Core §5.4 the claims of profile, all of them, at userinfo alone")
    void profile() {
        requireClaims("profile", PROFILE);
    }

    @Test
    @DisplayName("oidcc-scope-email: Core §5.4 the claims of email, and none of profile")
    void email() {
        requireClaims("email", EMAIL);
    }

    @Test
    @DisplayName("oidcc-scope-address: Core §5.4, §5.1.1 the address as an object")
    void address() {
        var userinfo = requireClaims("address", ADDRESS);

        assertThat(userinfo.get("address")).isEqualTo(Map.of("street_address", "1 Rabbit Hole", "country", "GB"));
    }

    @Test
    @DisplayName("oidcc-scope-phone: Core §5.4 the claims of phone")
    void phone() {
        requireClaims("phone", PHONE);
    }

    @Test
    @DisplayName("oidcc-scope-all: Core §5.4, §5.1 all of them, each of the type that it has to be")
    void all() {
        var userinfo = requireClaims("profile email address phone", PROFILE, EMAIL, ADDRESS, PHONE);

        assertThat(userinfo.get("email_verified")).isEqualTo(true);
        assertThat(userinfo.get("phone_number_verified")).isEqualTo(true);
        assertThat(userinfo.get("updated_at")).isEqualTo(1_767_225_600);
    }

    @Test
    @DisplayName(
            "oidcc-claims-essential: Core §5.5 a claim that is asked for by name, for userinfo, is said there alone")
    void essential() {
        var tokens = client.tokens(browser, Map.of("claims", "{\"userinfo\":{\"name\":{\"essential\":true}}}"));

        assertThat(client.userinfo(tokens).get("name")).isEqualTo("Ada Lovelace");
        assertThat(idToken(tokens)).doesNotContainKey("name");
    }

    private Answer requireClaims(String scope, String[]... claims) {
        var tokens = client.tokens(browser, Map.of("scope", "openid " + scope));
        var userinfo = client.userinfo(tokens).expect(200);
        var expected = new ArrayList<>(List.of("sub"));
        Arrays.stream(claims).map(List::of).forEach(expected::addAll);

        assertThat(userinfo.json()).containsOnlyKeys(expected);
        expected.remove("sub");
        assertThat(idToken(tokens)).doesNotContainKeys(expected.toArray(String[]::new));
        return userinfo;
    }
}
