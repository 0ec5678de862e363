package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser.View;
import dev.chancery.crypto.TokenHash;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// An application whose people sign in with a browser: it sends them to the server, and redeems the code that they come
/// back with.
public record App(TestServer server, TestClient client) {
    public static final String CALLBACK = "https://app.example.com/cb";
    public static final String VERIFIER = "a-verifier-of-forty-three-characters-or-more";
    public static final String STATE = "state of the app, & more";

    public static App in(TestServer server, String realm, Map<String, Object> members) {
        var all = new HashMap<String, Object>(Map.of(
                "grantTypes", List.of("authorization_code", "refresh_token"),
                "redirectUris", List.of(CALLBACK),
                "scopes", List.of("openid", "profile", "email")));
        all.putAll(members);
        return new App(server, server.client(realm, all));
    }

    /// A realm with one app in it, and the person ada.
    public static App withAda(TestServer server, String realm) {
        server.realm(realm);
        person(server, realm, "ada", Map.of());
        return in(server, realm, Map.of());
    }

    public static String person(TestServer server, String realm, String name, Map<String, Object> members) {
        var wish = new HashMap<String, Object>(Map.of(
                "realmName",
                realm,
                "username",
                name,
                "password",
                Residents.PASSWORD,
                "email",
                name + "@example.com",
                "firstName",
                "Ada",
                "lastName",
                "Lovelace"));
        wish.putAll(members);
        return server.api("POST", "/api/users", wish).expect(201).text("id");
    }

    /// What the page shows of an app's seed.
    public static String seed(View page) {
        return page.body().replaceAll("(?s).*<code class=\"secret\"[^>]*>([A-Z2-7]+)</code>.*", "$1");
    }

    public static List<String> recoveryCodes(View page) {
        return Pattern.compile("<li><code>([^<]+)</code></li>")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    public static String challenge() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(TokenHash.of(VERIFIER).digest());
    }

    /// A request as it should be.
    public Map<String, String> request() {
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", client.clientId());
        request.put("response_type", "code");
        request.put("redirect_uri", CALLBACK);
        request.put("scope", "openid profile");
        request.put("state", STATE);
        request.put("nonce", "n-1");
        request.put("code_challenge", challenge());
        request.put("code_challenge_method", "S256");
        return request;
    }

    /// The same with these parameters in place of others; one that is empty is left out.
    public Map<String, String> request(Map<String, String> changed) {
        var request = request();
        request.putAll(changed);
        request.values().removeIf(String::isEmpty);
        return request;
    }

    public String endpoint() {
        return server.issuer(client.realm()) + "/protocol/openid-connect/auth";
    }

    public String address(Map<String, String> changed) {
        return endpoint() + "?" + TestServer.encoded(request(changed));
    }

    public View signIn(WebBrowser browser, Map<String, String> changed) {
        return signIn(browser, changed, "ada");
    }

    /// All the way to the application.
    public View signIn(WebBrowser browser, Map<String, String> changed, String name) {
        return signIn(browser, changed, name, Residents.PASSWORD);
    }

    /// As far as the password leads.
    public View signIn(WebBrowser browser, Map<String, String> changed, String name, String password) {
        var page = browser.open(address(changed));
        return browser.submit(page, Map.of("username", name, "password", password));
    }

    /// A code that nobody has redeemed.
    public String code(WebBrowser browser) {
        var told = signIn(browser, Map.of()).told();
        assertThat(told).containsKey("code");
        return told.get("code");
    }

    public Answer redeem(String code) {
        return redeem(code, Map.of());
    }

    public Answer redeem(String code, Map<String, String> changed) {
        var form = new HashMap<String, String>(Map.of(
                "grant_type", "authorization_code",
                "client_id", client.clientId(),
                "code", code,
                "redirect_uri", CALLBACK,
                "code_verifier", VERIFIER));
        if (!client.secret().isEmpty()) form.put("client_secret", client.secret());
        form.putAll(changed);
        form.values().removeIf(String::isEmpty);
        return server.tokenRequest(client.realm(), form);
    }
}
