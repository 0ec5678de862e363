package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The clients of a realm: the list, and what each is.
public final class ClientPages {
    private static final String GRANTS = "grantTypes";

    public static final List<String> GRANT_TYPES = List.of(
            "authorization_code",
            "client_credentials",
            "password",
            "implicit",
            "urn:ietf:params:oauth:grant-type:device_code");

    static final Fields GENERAL = Fields.of(
            "client",
            Field.fixed("clientId"),
            Field.text("name"),
            Field.paragraph("description"),
            Field.flag("alwaysDisplayInUi"));

    static final Fields CAPABILITIES = Fields.of(
            "client",
            Field.not("clientAuthentication", "publicClient"),
            Field.unavailable("authorizationServicesEnabled"),
            Field.has("standardFlow", GRANTS, "authorization_code"),
            Field.has("directAccessGrants", GRANTS, "password"),
            Field.has("serviceAccountsRoles", GRANTS, "client_credentials"),
            Field.has("implicitFlow", GRANTS, "implicit"),
            Field.has("deviceGrant", GRANTS, "urn:ietf:params:oauth:grant-type:device_code"),
            Field.has("refreshTokens", GRANTS, "refresh_token"),
            Field.unavailable("cibaGrantEnabled"),
            Field.flag("pkceRequired"),
            Field.flag("consentRequired"));

    static final Fields LOGIN = Fields.of(
            "client",
            Field.text("rootUrl"),
            Field.text("homeUrl"),
            Field.lines("redirectUris"),
            Field.lines("postLogoutRedirectUris"),
            Field.lines("webOrigins"));

    private static final Fields SETTINGS = Fields.of("client", Field.flag("enabled"))
            .with(GENERAL)
            .with(CAPABILITIES)
            .with(LOGIN);

    /// @param filter what the list was asked for, by the names of the query
    public record ListPage(Thing page, Map<String, String> filter) implements Page {
        /// The same list again, but for its page.
        public String asked() {
            var query = Call.get("", filter).asked();
            return query.isEmpty() ? "" : query + "&";
        }

        @Override
        public String template() {
            return "clients";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// @param client as the API has it, of `version`
    public record SettingsPage(
            Thing client,
            String version,
            List<Filled> general,
            List<Filled> capabilities,
            List<Filled> login,
            Filled enabled,
            Outcome outcome)
            implements Page {
        @Override
        public String template() {
            return "client-settings";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    public record DeletePage(Thing client, String version) implements Page {
        @Override
        public String template() {
            return "client-delete";
        }

        @Override
        public String section() {
            return "clients";
        }
    }

    /// `GET …/clients?search=&enabled=&grantType=&page=`: by the beginning of `client_id`.
    Response list(Visit visit) {
        var filter = new LinkedHashMap<String, String>();
        for (var name : List.of("clientId", "enabled", "publicClient", "grantType"))
            filter.put(name, visit.asked(name));
        var query = new LinkedHashMap<>(filter);
        query.put("page", visit.asked("page"));
        return visit.show(new ListPage(visit.get("/api/clients", query), filter));
    }

    /// `GET …/clients/{clientId}`.
    Response settings(Visit visit) {
        var read = visit.read(path(visit));
        return visit.show(page(read.content(), read.version(), SETTINGS.shown(read.content()), Outcome.NONE));
    }

    /// `POST …/clients/{clientId}`.
    Response change(Visit visit) {
        var client = visit.get(path(visit));
        Form form = visit.form();
        var outcome = visit.act("PATCH", path(visit), SETTINGS.change(form, client));
        if (outcome.isDone()) return visit.go(address(visit), "saved");
        var filled = SETTINGS.again(form, client, outcome.complaint());
        return visit.show(outcome, page(client, form.one("version").orElse(""), filled, outcome));
    }

    private static SettingsPage page(Thing client, String version, List<Filled> filled, Outcome outcome) {
        return new SettingsPage(
                client,
                version,
                of(filled, GENERAL),
                of(filled, CAPABILITIES),
                of(filled, LOGIN),
                filled.getFirst(),
                outcome);
    }

    static List<Filled> of(List<Filled> filled, Fields part) {
        return filled.stream().filter(one -> part.all().contains(one.field())).toList();
    }

    /// `GET …/clients/{clientId}/delete`: asks first.
    Response confirm(Visit visit) {
        var read = visit.read(path(visit));
        return visit.show(new DeletePage(read.content(), read.version()));
    }

    /// `POST …/clients/{clientId}/delete`.
    Response delete(Visit visit) {
        visit.done("DELETE", path(visit), null);
        return visit.go("/clients", "deleted");
    }

    /// In this realm of the console.
    static String address(Visit visit) {
        return "/clients/" + Call.segment(visit.at("clientId"));
    }

    static String path(Visit visit) {
        return "/api/clients/" + Call.segment(visit.at("clientId"));
    }
}
