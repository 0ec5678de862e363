package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The short way: a client on one page, and all that is needed to use it on the next.
public final class QuickPages {
    private static final Fields NAMES = Fields.of("client", Field.text("clientId"), Field.text("name"));
    private static final Fields REDIRECTS = Fields.of("client", Field.lines("redirectUris"));

    /// @param lifespan of access tokens in this realm, in seconds; empty for who may not know
    public record NewPage(QuickKind kind, List<Filled> names, Filled redirectUris, String lifespan, Outcome outcome) {}

    /// @param client as it was answered once, with its secret where it has one
    public record MadePage(Thing client, QuickKind kind, String tokenUrl, List<ReadyLines> ready) {}

    /// `GET …/clients/new`.
    Response begin(Visit visit) {
        var names = NAMES.shown(Thing.NOTHING);
        var redirects = REDIRECTS.shown(Thing.NOTHING).getFirst();
        return visit.show(
                "client-new",
                new NewPage(QuickKind.of(visit.asked("kind")), names, redirects, lifespan(visit), Outcome.NONE));
    }

    /// `POST …/clients/new`: the secret stands in this one answer, which nobody keeps; sent again, the form is refused,
    /// since the client is there by then.
    Response make(Visit visit) {
        var form = visit.form();
        var kind = QuickKind.of(form.one("kind").orElse(""));
        var outcome = made(visit, form, kind);
        if (outcome.isDone()) return visit.show("client-made", page(visit, kind, outcome.content()));
        var names = NAMES.again(form, Thing.NOTHING, outcome.complaint());
        var redirects =
                REDIRECTS.again(form, Thing.NOTHING, outcome.complaint()).getFirst();
        return visit.show(outcome, "client-new", new NewPage(kind, names, redirects, lifespan(visit), outcome));
    }

    private static Outcome made(Visit visit, Form form, QuickKind kind) {
        if (form.one("clientId").orElse("").isBlank())
            return Outcome.complaining("clientId", visit.say("client.clientId.absent"));
        var wish = NAMES.change(form, Thing.NOTHING);
        wish.put("realmName", visit.realm());
        wish.put("publicClient", kind.isPublic);
        wish.set("grantTypes", JsonText.tree(kind.grantTypes));
        if (kind.redirects()) wish.setAll(REDIRECTS.change(form, Thing.NOTHING));
        if (kind == QuickKind.APP) wish.set("webOrigins", JsonText.tree(List.of("+")));
        return visit.act("POST", "/api/clients", wish);
    }

    private static MadePage page(Visit visit, QuickKind kind, Thing client) {
        var values = new LinkedHashMap<String, String>();
        values.put("issuer", visit.root() + "/realms/" + Call.segment(visit.realm()));
        values.put("token", visit.tokenUrl());
        values.put("device", visit.tokenUrl().replaceFirst("/token$", "/auth/device"));
        values.put("auth", visit.tokenUrl().replaceFirst("/token$", "/auth"));
        values.put("client", client.text("clientId"));
        values.put("secret", client.text("clientSecret"));
        values.put("redirect", client.texts("redirectUris").stream().findFirst().orElse(""));
        return new MadePage(client, kind, visit.tokenUrl(), ReadyLines.of(kind, values));
    }

    private static String lifespan(Visit visit) {
        return visit.tried("/api/realms/" + Call.segment(visit.realm()), Map.of())
                .content()
                .text("tokenLifespanSeconds");
    }
}
