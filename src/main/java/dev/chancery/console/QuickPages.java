package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import dev.chancery.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The short way: a client on one page, and all that is needed to use it on the next.
public final class QuickPages {
    private static final Fields NAMES = Fields.of("client", Field.text("clientId"), Field.text("name"));
    private static final Fields REDIRECTS = Fields.of("client", Field.lines("redirectUris"));

    /// Grants that send people to an address.
    private static final Set<String> SENDING = Set.of("authorization_code", "implicit");

    /// @param lifespan of access tokens in this realm, in seconds; empty for who may not know
    /// @param claims of the token that a client made here gets by default; nothing for who may not know
    public record NewPage(
            QuickKind kind, List<Filled> names, Filled redirectUris, String lifespan, Thing claims, Outcome outcome) {

        /// One or several, as RFC 7519 §4.1.3 has it.
        public String audience() {
            var several = claims.texts("aud");
            return several.isEmpty() ? claims.text("aud") : String.join(", ", several);
        }
    }

    /// @param client as it was answered once, with its secret where it has one
    public record MadePage(Thing client, QuickKind kind, String tokenUrl, List<ReadyLines> ready) {}

    /// `GET …/clients/new`.
    Response begin(Visit visit) {
        var kind = QuickKind.of(visit.asked("kind"));
        visit.draft("POST", "/api/clients", led(wish(visit, NAMES.example(Thing.NOTHING), kind)));
        var names = NAMES.shown(Thing.NOTHING);
        var redirects = REDIRECTS.shown(Thing.NOTHING).getFirst();
        return visit.show(
                "client-new", new NewPage(kind, names, redirects, lifespan(visit), claims(visit), Outcome.NONE));
    }

    /// `POST …/clients/new`: the secret stands in this one answer, which nobody keeps; sent again, the form is refused,
    /// since the client is there by then.
    Response make(Visit visit) {
        var form = visit.form();
        var kind = QuickKind.of(form.one("kind").orElse(""));
        var outcome = NAMES.with(REDIRECTS).told(visit, made(visit, form, kind));
        if (outcome.isDone()) return visit.show("client-made", page(visit, kind, outcome.content()));
        var names = NAMES.again(form, Thing.NOTHING, outcome.complaint());
        var redirects =
                REDIRECTS.again(form, Thing.NOTHING, outcome.complaint()).getFirst();
        return visit.show(
                outcome, "client-new", new NewPage(kind, names, redirects, lifespan(visit), claims(visit), outcome));
    }

    private static Outcome made(Visit visit, Form form, QuickKind kind) {
        if (form.one("clientId").orElse("").isBlank())
            return Outcome.complaining("clientId", visit.say("client.clientId.absent"));
        var wish = wish(visit, NAMES.change(form, Thing.NOTHING), kind);
        if (kind.redirects()) wish.setAll(REDIRECTS.change(form, Thing.NOTHING));
        return visit.act("POST", "/api/clients", wish);
    }

    /// With an address that stands for any, where people are to be sent to one.
    static ObjectNode led(ObjectNode wish) {
        var sends = new Thing(wish).texts("grantTypes").stream().anyMatch(SENDING::contains);
        if (sends && wish.path("redirectUris").isEmpty())
            wish.set("redirectUris", JsonText.tree(List.of("https://%s.com/callback".formatted(Fields.EXAMPLE))));
        return wish;
    }

    private static ObjectNode wish(Visit visit, ObjectNode named, QuickKind kind) {
        named.put("realmName", visit.realm());
        named.put("publicClient", kind.isPublic);
        named.set("grantTypes", JsonText.tree(kind.grantTypes));
        if (kind == QuickKind.APP) named.set("webOrigins", JsonText.tree(List.of("+")));
        return named;
    }

    /// What the dry run of registering one foretells, which is what a preview of its token says. It takes a
    /// turn at writing, since a preview is of a client that is there, and any mapper of the realm's scopes may
    /// have a say. Scopes and audience are the same for each kind; a machine's token needs nobody to sign in.
    private static Thing claims(Visit visit) {
        var named = JsonText.emptyObject().put("name", "");
        return visit
                .rehearsed("POST", "/api/clients", wish(visit, named, QuickKind.MACHINE))
                .content()
                .things("tokens")
                .stream()
                .findFirst()
                .map(token -> token.thing("added"))
                .orElse(Thing.NOTHING);
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
