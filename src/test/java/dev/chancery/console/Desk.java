package dev.chancery.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.Answer;
import dev.chancery.Residents;
import dev.chancery.TestServer;
import dev.chancery.WebBrowser;
import dev.chancery.WebBrowser.View;
import java.util.Map;

/// Somebody of a realm at the console, in a browser without scripts.
record Desk(TestServer server, WebBrowser browser, View first) {
    private static final String COOKIE = "console";

    static Desk of(TestServer server, String realm, String name) {
        var browser = new WebBrowser(server);
        return new Desk(server, browser, signIn(browser, browser.open(door(realm)), name));
    }

    static String door(String realm) {
        return "/console/sign-in?realm=" + realm;
    }

    static View signIn(WebBrowser browser, View page, String name) {
        return browser.submit(page, typed(name));
    }

    static Map<String, String> typed(String name) {
        return Map.of("username", name, "password", Residents.PASSWORD);
    }

    View open(String path) {
        return browser.open(path);
    }

    /// What their forms show.
    String mark() {
        return first.field("mark");
    }

    String cookie() {
        assertThat(browser.cookies()).containsKey(COOKIE);
        return browser.cookies().get(COOKIE);
    }

    /// One request with the cookie alone, wherever its answer leads.
    Answer knock(String path) {
        return knock(server, cookie(), path);
    }

    static Answer knock(TestServer server, String cookie, String path) {
        return server.send(server.request(path).header("Cookie", COOKIE + "=" + cookie));
    }

    /// Whether the answer leads to the pages where people sign in.
    static boolean isSentAway(Answer answer) {
        return answer.status() == 303 && answer.header("Location").contains("/protocol/openid-connect/auth?");
    }
}
