package dev.chancery.console;

import java.util.List;

/// Pages of the console in the realm of [AtConsole], each once, as its tests and screenshots walk them.
final class Addresses {
    static final List<String> ALL = List.of(
            "/clients",
            "/users",
            "/users/create",
            "/users/{ada.lovelace}",
            "/users/{ada.lovelace}/credentials",
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
            "/groups",
            "/groups/create",
            "/groups/{staff}",
            "/groups/{staff}/members?search=ada",
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
            "/scopes/" + AtConsole.SCOPE + "/mappers/applications",
            "/audit",
            "/bin",
            "/failures",
            "/document",
            "/clients/create",
            "/clients/api-demo-project",
            "/clients/api-demo-project/credentials",
            "/clients/api-demo-project/roles",
            "/clients/api-demo-project/client-scopes",
            "/clients/api-demo-project/client-scopes/add",
            "/clients/api-demo-project/service-account-roles",
            "/clients/api-demo-project/service-account-roles/assign",
            "/clients/api-demo-project/service-account",
            "/clients/api-demo-project/sessions",
            "/clients/api-demo-project/advanced",
            "/clients/api-demo-project/delete",
            "/clients/new",
            "/clients/api-demo-project/evaluate",
            "/clients/api-demo-project/test-token");

    private Addresses() {}
}
