package dev.chancery.login;

import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.StaticFiles;
import dev.chancery.http.Views;
import dev.chancery.realm.Realm;
import dev.chancery.text.Languages;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a realm, in the language of whoever reads it.
public record Pages(Views views, StaticFiles files) {
    /// In which people can sign in.
    public static final Languages LANGUAGES = new Languages(List.of("en", "de"), List.of("login"));

    public Response show(Realm realm, Request request, List<String> uiLocales, Page page) {
        return show(200, realm, request, uiLocales, page);
    }

    public Response show(int status, Realm realm, Request request, List<String> uiLocales, Page page) {
        return show(status, realm, request, uiLocales, page, null);
    }

    /// @param uiLocales languages that the client asks for, the best first
    /// @param leadsTo see [Views#page]
    public Response show(
            int status, Realm realm, Request request, List<String> uiLocales, Page page, @Nullable URI leadsTo) {
        var texts = LANGUAGES.of(uiLocales, request.headers("Accept-Language"));
        var sheet = new Sheet<>(page, realm, texts, files);
        return views.page(status, "login/" + page.template(), sheet, leadsTo)
                .with("Content-Language", texts.language())
                .with("Vary", "Accept-Language");
    }
}
