package dev.chancery.console;

import dev.chancery.http.Cookie;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.Issuer;
import java.time.Duration;

/// What a form has done, said once on the page that it leads to: by a cookie that this page takes back, so that loading
/// it anew, a bookmark and the way back do not say it again.
record Done(Issuer issuer) {
    private static final String COOKIE = "console-done";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /// @param done the key of the words after `done.`
    Response saidAfter(Response leading, String done) {
        return leading.with(new Cookie(name(), done, false, isSecure(), PATIENCE));
    }

    /// The key of the words; empty where there is nothing to say.
    String of(Request request) {
        return request.cookie(name()).filter(_ -> isPage(request)).orElse("");
    }

    Response said(Request request, Response page) {
        return of(request).isEmpty() ? page : page.with(new Cookie(name(), "", false, isSecure(), Duration.ZERO));
    }

    /// Not what a form is answered with, nor what a page asks in the background.
    private static boolean isPage(Request request) {
        return request.method().equals("GET") && request.header("HX-Request").isEmpty();
    }

    private String name() {
        return Cookie.name(COOKIE, isSecure());
    }

    private boolean isSecure() {
        return issuer.publicUrl().startsWith("https:");
    }
}
