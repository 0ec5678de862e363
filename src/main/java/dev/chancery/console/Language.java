package dev.chancery.console;

import dev.chancery.http.Cookie;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.Issuer;
import dev.chancery.text.Languages;
import dev.chancery.text.Texts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// In which language somebody reads the console: the one that they chose on a page, else what their browser asks for.
record Language(Issuer issuer) {
    static final Languages ALL = new Languages(
            List.of("en", "de"),
            List.of(
                    "console",
                    "console-clients",
                    "console-quick",
                    "console-realms",
                    "console-people",
                    "refusals",
                    "risks",
                    "failures"));

    static final String CHOOSE = "/console/language";

    private static final String COOKIE = "console-language";
    private static final Duration KEPT = Duration.ofDays(365);

    Texts of(Request request) {
        return ALL.of(chosen(request).stream().toList(), request.headers("Accept-Language"));
    }

    Optional<String> chosen(Request request) {
        return request.cookie(name()).filter(ALL.tags()::contains);
    }

    /// `POST /console/language`: and back to the page that it was chosen on.
    Response choose(Visit visit) {
        var form = visit.form();
        var wanted = ALL.of(List.of(form.one("language").orElse("")), List.of()).language();
        var to = Door.local(form.one("to").orElse(Door.HOME));
        return Response.redirect(URI.create(issuer.publicUrl() + to))
                .with(new Cookie(name(), wanted, false, isSecure(), KEPT))
                .noStore();
    }

    private String name() {
        return Cookie.name(COOKIE, isSecure());
    }

    private boolean isSecure() {
        return issuer.publicUrl().startsWith("https:");
    }
}
