package dev.chancery.console;

import dev.chancery.http.Form;
import dev.chancery.http.Response;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The clients of a realm: the list, and what each is.
public final class ClientPages {
    /// What a list may be asked for beside what most ask.
    public static final List<String> MORE = List.of("name", "redirectUri", "scope", "unusedSince");

    private static final String GRANTS = "grantTypes";

    /// What a path says as it is; neither dots alone, nor what looks like the `id` of another client.
    private static final Pattern PLAIN = Pattern.compile("(?!\\.+$|[0-9a-f-]{36}$)[A-Za-z0-9._~-]+");

    /// Where other pages are.
    private static final Set<String> RESERVED = Set.of("create", "new");

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
            Field.unavailable("cibaGrantEnabled"),
            Field.has("refreshTokens", GRANTS, "refresh_token"),
            Field.flag("pkceRequired"),
            Field.flag("consentRequired"));

    static final Fields LOGIN = Fields.of(
            "client",
            Field.text("rootUrl"),
            Field.text("homeUrl"),
            Field.lines("redirectUris"),
            Field.lines("postLogoutRedirectUris"),
            Field.lines("webOrigins"));

    /// What is said of a client where none of its inputs stand.
    static final Fields ELSEWHERE = Fields.of("client");

    private static final Fields SETTINGS = Fields.of("client", Field.flag("enabled"))
            .with(GENERAL)
            .with(CAPABILITIES)
            .with(LOGIN);

    /// @param client as the API has it, of `version`
    public record SettingsPage(
            Thing client,
            String version,
            List<Filled> general,
            List<Filled> capabilities,
            List<Filled> login,
            Filled enabled,
            Outcome outcome) {}

    /// `GET …/clients?clientId=&enabled=&grantType=&sort=&page=`: by the beginning of `client_id`.
    Response list(Visit visit) {
        var names = Stream.of(List.of("clientId", "enabled", "publicClient", "grantType", "sort"), MORE)
                .flatMap(List::stream)
                .toArray(String[]::new);
        return visit.show("clients", Listed.of(visit, "/api/clients", names));
    }

    /// `GET …/clients/{clientId}`.
    Response settings(Visit visit) {
        var read = visit.read(path(visit));
        return visit.show(
                "client-settings", page(read.content(), read.version(), SETTINGS.shown(read.content()), Outcome.NONE));
    }

    /// `POST …/clients/{clientId}`.
    Response change(Visit visit) {
        var client = visit.get(path(visit));
        Form form = visit.form();
        var outcome = SETTINGS.told(visit, visit.act("PATCH", path(visit), SETTINGS.change(form, client)));
        if (outcome.isDone()) return visit.go(address(visit), "saved");
        var filled = SETTINGS.again(form, client, outcome.complaint());
        return visit.show(outcome, "client-settings", page(client, visit.version(), filled, outcome));
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
        return visit.show("confirm", confirm(read.content(), read.version(), Outcome.NONE));
    }

    /// `POST …/clients/{clientId}/delete`.
    Response delete(Visit visit) {
        var client = visit.get(path(visit));
        var outcome = visit.act("DELETE", path(visit), null);
        if (outcome.isDone()) return visit.go("/clients", "deleted");
        return visit.show(outcome, "confirm", confirm(client, visit.version(), outcome));
    }

    private static Confirm confirm(Thing client, String version, Outcome outcome) {
        var address = address(client);
        return new Confirm(
                "clients.delete", List.of(client.text("clientId")), address + "/delete", address, version, outcome);
    }

    /// In this realm of the console, as somebody came here.
    static String address(Visit visit) {
        return "/clients/" + Call.segment(visit.at("clientId"));
    }

    /// By its `clientId` where that can stand in an address and leads nowhere else, or else by its `id`.
    static String address(Thing client) {
        var clientId = client.text("clientId");
        var isPlain = PLAIN.matcher(clientId).matches() && !RESERVED.contains(clientId);
        return "/clients/" + Call.segment(isPlain ? clientId : client.text("id"));
    }

    static String path(Visit visit) {
        return "/api/clients/" + Call.segment(visit.at("clientId"));
    }
}
