package dev.chancery.attacks;

import dev.chancery.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What a check can wait for, and how to tell that the server has it: by its routes, its metadata or its rooms.
record Surfaces(List<String> routes, Map<String, Object> metadata) {

    private static final Map<String, Predicate<Surfaces>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("account", has -> has.route("/account")),
            Map.entry("authorize", has -> has.route("/openid-connect/auth")),
            Map.entry("check-session", has -> has.route("login-status-iframe")),
            Map.entry("ciba", has -> has.route("/ext/ciba")),
            Map.entry("code", has -> has.grant("authorization_code")),
            Map.entry("console", has -> has.route("/console")),
            Map.entry("dcr", has -> has.route("/clients-registrations") || has.route("/register")),
            Map.entry("device", has -> has.route("/auth/device")),
            Map.entry("dpop", has -> has.metadata().containsKey("dpop_signing_alg_values_supported")),
            Map.entry("export", has -> has.route("/export")),
            Map.entry("feature-switches", has -> has.room("feature")),
            Map.entry("groups", has -> has.route("/groups")),
            Map.entry("impersonation", has -> has.route("impersonat")),
            Map.entry("import", has -> has.route("/import") || has.route("/configuration") || has.room("transfer")),
            Map.entry("jarm", has -> has.metadata().containsKey("authorization_signing_alg_values_supported")),
            Map.entry("kc-admin", has -> has.route("/admin/")),
            Map.entry("linking", has -> has.room("broker")),
            Map.entry("login-pages", has -> has.route("/sign-in")),
            Map.entry("logout", has -> has.route("/openid-connect/logout")),
            Map.entry("mail", has -> has.room("mail")),
            Map.entry("mappers", has -> has.route("mapper")),
            Map.entry("mtls", has -> has.method("tls_client_auth") || has.method("self_signed_tls_client_auth")),
            Map.entry("outbound", has -> has.room("outbound")),
            Map.entry("par", has -> has.route("/ext/par")),
            Map.entry("passkeys", has -> has.room("passkey")),
            Map.entry("private_key_jwt", has -> has.method("private_key_jwt")),
            Map.entry("refresh", has -> has.grant("refresh_token")),
            Map.entry("release", _ -> Files.exists(Path.of("deploy/sbom.json"))),
            Map.entry("resource-indicators", has -> has.metadata().containsKey("resource_indicators_supported")),
            Map.entry("token-exchange", has -> has.grant("urn:ietf:params:oauth:grant-type:token-exchange")),
            Map.entry("userinfo", has -> has.route("/userinfo"))));

    static Surfaces of(TestServer server) {
        var routes =
                server.server().routes().stream().map(route -> route.pattern()).toList();
        var metadata = server.get("/realms/master/.well-known/openid-configuration")
                .expect(200)
                .json();
        return new Surfaces(routes, metadata);
    }

    static boolean isKnown(String surface) {
        return ALL.containsKey(surface);
    }

    boolean has(String surface) {
        return ALL.getOrDefault(surface, _ -> false).test(this);
    }

    private boolean route(String part) {
        return routes.stream().anyMatch(pattern -> pattern.contains(part));
    }

    private boolean grant(String grant) {
        return listed("grant_types_supported", grant);
    }

    private boolean method(String method) {
        return listed("token_endpoint_auth_methods_supported", method);
    }

    private boolean listed(String member, String value) {
        return metadata.get(member) instanceof List<?> values && values.contains(value);
    }

    private boolean room(String name) {
        return Files.isDirectory(Path.of("src/main/java/dev/chancery", name));
    }
}
