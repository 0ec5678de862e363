package dev.chancery.scope;

import static dev.chancery.scope.Assignment.DEFAULT;
import static dev.chancery.scope.Assignment.NONE;
import static dev.chancery.scope.Assignment.OPTIONAL;

import java.util.stream.Stream;

/// The scopes that every realm has: OpenID Connect Core §5.4, and those that clients in the field expect by name.
public enum BuiltInScope {
    OPENID("openid", "Signing in with OpenID Connect", true, NONE),
    PROFILE("profile", "Name and user name", true, DEFAULT),
    EMAIL("email", "E-mail address", true, DEFAULT),
    ADDRESS("address", "Postal address", true, OPTIONAL),
    PHONE("phone", "Telephone number", true, OPTIONAL),
    OFFLINE_ACCESS("offline_access", "Access while the person is away", true, OPTIONAL),
    MICROPROFILE_JWT("microprofile-jwt", "Claims of MicroProfile JWT", true, OPTIONAL),
    ROLES("roles", "Roles of the holder", false, DEFAULT),
    WEB_ORIGINS("web-origins", "Origins from which the client may call", false, DEFAULT),
    BASIC("basic", "Subject and time of sign-in", false, DEFAULT),
    ACR("acr", "How the person signed in", false, DEFAULT),
    SERVICE_ACCOUNT("service_account", "Who a client acting on its own behalf is", false, NONE),
    CHANCERY_ADMIN("chancery-admin", "Tokens that administer this server", false, NONE);

    public final String scopeName;
    public final String description;
    public final boolean includeInTokenScope;
    public final Assignment realmDefault;

    BuiltInScope(String scopeName, String description, boolean includeInTokenScope, Assignment realmDefault) {
        this.scopeName = scopeName;
        this.description = description;
        this.includeInTokenScope = includeInTokenScope;
        this.realmDefault = realmDefault;
    }

    public boolean is(String name) {
        return scopeName.equals(name);
    }

    static boolean named(String name) {
        return Stream.of(values()).anyMatch(scope -> scope.is(name));
    }
}
