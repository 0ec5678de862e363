package dev.chancery.spec.oidc.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.App;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import dev.chancery.crypto.RandomToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A client as the plans have it, which knows no PKCE, and alice, who has every claim of OpenID Connect Core §5.1.
///
/// @param mode how it wants its answers; empty for as it is usual
record RelyingParty(App app, String mode) {
    static final String QUERY = "";
    static final String FORM_POST = "form_post";
    static final String SIGNED_OUT = "https://app.example.com/signed-out";

    private static final Map<String, List<String>> CLAIMS = Map.ofEntries(
            claim("middleName", "Pleasance"),
            claim("nickname", "Ally"),
            claim("profile", "https://people.example.com/alice"),
            claim("picture", "https://people.example.com/alice.png"),
            claim("website", "https://alice.example.com"),
            claim("gender", "female"),
            claim("birthdate", "1852-05-04"),
            claim("zoneinfo", "Europe/London"),
            claim("locale", "en-GB"),
            claim("updatedAt", "1767225600"),
            claim("phoneNumber", "+442079460001"),
            claim("phoneNumberVerified", "true"),
            claim("street", "1 Rabbit Hole"),
            claim("country", "GB"));

    private static Map.Entry<String, List<String>> claim(String attribute, String value) {
        return Map.entry(attribute, List.of(value));
    }

    /// In a realm of its own.
    static RelyingParty in(TestServer server, String mode) {
        var realm = server.realm("conf-" + RandomToken.hex(12));
        App.person(server, realm, "alice", Map.of("emailVerified", true, "attributes", CLAIMS));
        return new RelyingParty(client(server, realm), mode);
    }

    /// Another client of the same realm.
    RelyingParty neighbour() {
        return new RelyingParty(client(app.server(), realm()), mode);
    }

    private static App client(TestServer server, String realm) {
        return App.in(
                server,
                realm,
                Map.of(
                        "pkceRequired", false,
                        "scopes", List.of("openid"),
                        "optionalScopes", List.of("profile", "email", "address", "phone", "offline_access"),
                        "postLogoutRedirectUris", List.of(SIGNED_OUT)));
    }

    TestServer server() {
        return app.server();
    }

    String realm() {
        return app.client().realm();
    }

    String issuer() {
        return server().issuer(realm());
    }

    /// The parameters of a request as the plans send it, with these in place of others; one that is empty is left out.
    Map<String, String> request(Map<String, String> changed) {
        var request = new HashMap<String, String>(
                Map.of("scope", "openid", "code_challenge", "", "code_challenge_method", ""));
        request.put("response_mode", mode);
        request.putAll(changed);
        return app.request(request);
    }

    String address(Map<String, String> changed) {
        return app.endpoint() + "?" + TestServer.encoded(request(changed));
    }

    View open(WebBrowser browser, Map<String, String> changed) {
        return browser.open(address(changed));
    }

    /// Alice answers the page that asks who she is.
    View answered(WebBrowser browser, View page) {
        page.shows("name=\"password\"", "id=\"login-submit\"", "Sign in");
        var typed = new HashMap<String, String>(Map.of("password", Residents.PASSWORD));
        if (page.body().contains("name=\"username\"")) typed.put("username", "alice");
        return browser.submit(page, typed);
    }

    /// What the client is told at the end of the way there, by whichever way it asked for.
    Map<String, String> told(View view) {
        if (!mode.equals(FORM_POST)) return view.told();
        assertThat(view.body()).contains("action=\"" + App.CALLBACK + "\"");
        return view.form();
    }

    /// All the way from the request to a code.
    String code(WebBrowser browser, Map<String, String> changed) {
        return codeOf(answered(browser, open(browser, changed)));
    }

    String codeOf(View view) {
        var told = told(view);
        assertThat(told).containsOnlyKeys("code", "state", "iss").containsEntry("state", App.STATE);
        assertThat(told).containsEntry("iss", issuer());
        return told.get("code");
    }

    /// What the client is refused with.
    String errorOf(View view) {
        var told = told(view);
        assertThat(told).containsOnlyKeys("error", "error_description", "state", "iss");
        assertThat(told).containsEntry("state", App.STATE).containsEntry("iss", issuer());
        assertThat(told.get("error_description")).matches("[ !#-\\[\\]-~]+"); // RFC 6749 §4.1.2.1
        return told.get("error");
    }

    /// All the way from the request to tokens; the client proves itself by Basic.
    Answer tokens(WebBrowser browser, Map<String, String> changed) {
        return redeemed(code(browser, changed)).expect(200);
    }

    Answer redeemed(String code) {
        return grant(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", App.CALLBACK));
    }

    Answer grant(Map<String, String> form) {
        var basic = TestServer.basic(app.client().clientId(), app.client().secret());
        var request = server().request("/realms/" + realm() + "/protocol/openid-connect/token")
                .header("Authorization", basic)
                .header("Content-Type", "application/x-www-form-urlencoded");
        return server().send(request.POST(BodyPublishers.ofString(TestServer.encoded(form))));
    }

    /// A JWT with `alg` none.
    static String unsigned(String claims) {
        return base64("{\"alg\":\"none\"}") + "." + base64(claims) + ".";
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    static Map<String, Object> idToken(Answer tokens) {
        return Answer.claimsOf(tokens.text("id_token"));
    }

    Answer userinfo(Answer tokens) {
        return server().send(
                        server().request(userinfo()).header("Authorization", "Bearer " + tokens.text("access_token")));
    }

    String userinfo() {
        return "/realms/" + realm() + "/protocol/openid-connect/userinfo";
    }
}
