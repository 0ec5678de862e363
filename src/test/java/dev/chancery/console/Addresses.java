package dev.chancery.console;

import java.util.List;
import java.util.stream.Stream;

/// The pages of the console, each once, as its tests and screenshots walk them.
final class Addresses {
    private static final List<String> OF_NO_REALM = List.of("/realms", "/realms?deleted=true", "/realms/create");

    private static final List<String> IN_REALM = List.of(
            "/clients",
            "/users",
            "/users/create",
            "/users/{ada.lovelace}",
            "/users/{ada.lovelace}/credentials",
            "/users/{ada.lovelace}/credentials/{recovery-codes}",
            "/users/{ada.lovelace}/consents",
            "/users/{ada.lovelace}/consents/ticket-shop",
            "/users/{ada.lovelace}/roles",
            "/users/{ada.lovelace}/groups",
            "/users/{ada.lovelace}/attributes",
            "/users/{ada.lovelace}/sessions",
            "/users/{ada.lovelace}/sessions/end",
            "/users/{ada.lovelace}/delete",
            "/roles",
            "/roles/create",
            "/roles/{Lead}",
            "/roles/{Lead}/parts",
            "/roles/{Lead}/attributes",
            "/roles/{Lead}/delete",
            "/groups",
            "/groups/create",
            "/groups/{staff}",
            "/groups/{staff}/members?add-search=ada",
            "/groups/{staff}/roles",
            "/groups/{staff}/attributes",
            "/groups/{staff}/delete",
            "/sessions",
            "/settings",
            "/settings/delete",
            "/keys",
            "/keys/rotate",
            "/scopes",
            "/scopes/create",
            "/scopes/" + AtConsole.SCOPE,
            "/scopes/" + AtConsole.SCOPE + "/mappers/create",
            "/scopes/" + AtConsole.SCOPE + "/mappers/create?type=user-attribute",
            "/scopes/" + AtConsole.SCOPE + "/mappers/" + AtConsole.MAPPER,
            "/audit",
            "/audit/{client.updated}",
            "/bin",
            "/failures",
            "/failures/{redirect_uri_mismatch}",
            "/document",
            "/clients/create",
            "/clients/create?step=1&clientId=night-shift&clientAuthentication=on",
            "/clients/create?step=2&clientId=night-shift&clientAuthentication=on",
            "/clients/api-demo-project",
            "/clients/api-demo-project/credentials",
            "/clients/api-demo-project/roles",
            "/clients/api-demo-project/client-scopes",
            "/clients/api-demo-project/client-scopes/add",
            "/clients/api-demo-project/mappers",
            "/clients/api-demo-project/mappers/create",
            "/clients/api-demo-project/mappers/create?type=pairwise-subject",
            "/clients/api-demo-project/mappers/" + AtConsole.MAPPER,
            "/clients/api-demo-project/service-account-roles",
            "/clients/api-demo-project/service-account-roles/assign",
            "/clients/api-demo-project/service-account",
            "/clients/api-demo-project/sessions",
            "/clients/api-demo-project/advanced",
            "/clients/api-demo-project/activity",
            "/clients/api-demo-project/check",
            "/clients/api-demo-project/keys",
            "/clients?redirectUri=shop",
            "/sessions/end",
            "/clients/api-demo-project/delete",
            "/clients/new",
            "/clients/api-demo-project/evaluate",
            "/clients/api-demo-project/test-token");

    private Addresses() {}

    /// From the root on; in braces the names of what has an id in its place.
    static List<String> all() {
        return Stream.concat(OF_NO_REALM.stream(), IN_REALM.stream().map(path -> "/realms/" + AtConsole.REALM + path))
                .map(path -> "/console" + path)
                .toList();
    }
}
