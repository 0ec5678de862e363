package dev.chancery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer.TestClient;
import dev.chancery.WebBrowser.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A program without a keyboard, which has asked to be let in: RFC 8628.
public record Device(TestServer server, TestClient client, Answer asked) {

    public static TestClient client(TestServer server, String realm, Map<String, Object> members) {
        var all = new HashMap<String, Object>(Map.of(
                "name",
                "Living room TV",
                "publicClient",
                true,
                "grantTypes",
                List.of("urn:ietf:params:oauth:grant-type:device_code", "refresh_token"),
                "scopes",
                List.of("openid", "profile", "email")));
        all.putAll(members);
        return server.client(realm, all);
    }

    public static Device of(TestServer server, TestClient client) {
        return new Device(server, client, ask(server, client, Map.of()).expect(200));
    }

    public static Answer ask(TestServer server, TestClient client, Map<String, String> changed) {
        var form = new HashMap<>(Map.of("client_id", client.clientId(), "scope", "openid profile"));
        form.putAll(changed);
        return server.form(path(client, "/auth/device"), form);
    }

    private static String path(TestClient client, String endpoint) {
        return "/realms/" + client.realm() + "/protocol/openid-connect" + endpoint;
    }

    public String userCode() {
        return asked.text("user_code");
    }

    public String page() {
        return asked.text("verification_uri");
    }

    public Answer poll() {
        return pollAs(client);
    }

    public Answer pollAs(TestClient other) {
        return poll(other, asked.text("device_code"));
    }

    /// With something else in place of the code that it was given.
    public Answer showing(String other) {
        return poll(client, other);
    }

    private Answer poll(TestClient by, String code) {
        return server.tokenRequest(
                by.realm(),
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "client_id",
                        by.clientId(),
                        "device_code",
                        code));
    }

    public String error() {
        return poll().expect(400).text("error");
    }

    /// Types the code.
    public View enter(WebBrowser browser) {
        return enter(browser, userCode());
    }

    public View enter(WebBrowser browser, String typed) {
        return browser.submit(browser.open(page()), Map.of("user_code", typed));
    }

    /// To the page that asks whether the device is theirs.
    public View confirmation(WebBrowser browser) {
        var page = enter(browser);
        return page.form().containsKey("password")
                ? browser.submit(page, Map.of("username", "ada", "password", Residents.PASSWORD))
                : page;
    }

    public void allow(WebBrowser browser) {
        browser.submit(confirmation(browser), Map.of("confirm", "allow")).shows("Your device is connected");
    }

    public void assertWaits() {
        assertThat(error()).isEqualTo("authorization_pending");
    }
}
