package dev.chancery.login;

import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.http.StaticFiles;
import dev.chancery.realm.Realm;

/// What the pages of one realm look like. The addresses carry the realm's version, so that browsers may keep what is
/// there.
public final class BrandFiles {
    static final String CSS = "brand.css";
    static final String LOGO = "logo";

    /// `GET {issuer}/brand.css`.
    public Response css(Realm realm, Request request) {
        return kept(
                realm,
                request,
                Response.bytes(
                        200, "text/css;charset=utf-8", realm.settings().brand().css()));
    }

    /// `GET {issuer}/logo`.
    public Response logo(Realm realm, Request request) {
        var picture = realm.settings()
                .brand()
                .picture()
                .orElseThrow(() -> new HttpRefusal(404, "there is nothing at this address"));
        return kept(realm, request, Response.bytes(200, picture.type(), picture.content()));
    }

    private static Response kept(Realm realm, Request request, Response response) {
        return StaticFiles.kept(response, request.query().all("v").contains(Long.toString(realm.version())));
    }
}
