package dev.chancery.scope;

import dev.chancery.id.MapperId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the built-in scopes of a new realm say: OpenID Connect Core §5.4, and what clients in the field expect.
/// Administrators may change them afterwards.
final class BuiltInMappers {
    private static final Set<TokenKind> EVERYWHERE = EnumSet.allOf(TokenKind.class);
    private static final Set<TokenKind> FOR_SERVERS = EnumSet.of(TokenKind.ACCESS_TOKEN, TokenKind.INTROSPECTION);

    private static final Set<TokenKind> IN_TOKENS =
            EnumSet.of(TokenKind.ACCESS_TOKEN, TokenKind.ID_TOKEN, TokenKind.INTROSPECTION);

    private BuiltInMappers() {}

    static List<ProtocolMapper> of(BuiltInScope scope) {
        return switch (scope) {
            case PROFILE ->
                List.of(
                        mapper("full name", "full-name", "name", JsonType.STRING, false, EVERYWHERE, Map.of()),
                        property("username", "preferred_username", JsonType.STRING),
                        property("firstName", "given_name", JsonType.STRING),
                        property("lastName", "family_name", JsonType.STRING),
                        attribute("middleName", "middle_name", JsonType.STRING),
                        attribute("nickname", "nickname", JsonType.STRING),
                        attribute("profile", "profile", JsonType.STRING),
                        attribute("picture", "picture", JsonType.STRING),
                        attribute("website", "website", JsonType.STRING),
                        attribute("gender", "gender", JsonType.STRING),
                        attribute("birthdate", "birthdate", JsonType.STRING),
                        attribute("zoneinfo", "zoneinfo", JsonType.STRING),
                        attribute("locale", "locale", JsonType.STRING),
                        attribute("updatedAt", "updated_at", JsonType.NUMBER));
            case EMAIL ->
                List.of(
                        property("email", "email", JsonType.STRING),
                        property("emailVerified", "email_verified", JsonType.BOOLEAN));
            case ADDRESS ->
                List.of(mapper("address", "address", "address", JsonType.STRING, false, EVERYWHERE, Map.of()));
            case PHONE ->
                List.of(
                        attribute("phoneNumber", "phone_number", JsonType.STRING),
                        attribute("phoneNumberVerified", "phone_number_verified", JsonType.BOOLEAN));
            case ROLES ->
                List.of(
                        roles("realm roles", "realm_access.roles"),
                        roles("roles", "roles"),
                        mapper(
                                "client roles",
                                "client-roles",
                                "resource_access.${client_id}.roles",
                                JsonType.STRING,
                                true,
                                FOR_SERVERS,
                                Map.of()),
                        mapper(
                                "audience resolve",
                                "audience-resolve",
                                "",
                                JsonType.STRING,
                                false,
                                FOR_SERVERS,
                                Map.of()));
            case MICROPROFILE_JWT -> List.of(property("username", "upn", JsonType.STRING), roles("groups", "groups"));
            case WEB_ORIGINS ->
                List.of(mapper(
                        "allowed web origins",
                        "allowed-origins",
                        "allowed-origins",
                        JsonType.STRING,
                        true,
                        FOR_SERVERS,
                        Map.of()));
            case ACR -> List.of(mapper("acr", "acr", "", JsonType.STRING, false, IN_TOKENS, Map.of()));
            default -> List.of();
        };
    }

    private static ProtocolMapper property(String property, String claim, JsonType type) {
        return mapper(property, "user-property", claim, type, false, EVERYWHERE, Map.of("property", property));
    }

    private static ProtocolMapper attribute(String attribute, String claim, JsonType type) {
        return mapper(attribute, "user-attribute", claim, type, false, EVERYWHERE, Map.of("attribute", attribute));
    }

    private static ProtocolMapper roles(String name, String claim) {
        return mapper(name, "realm-roles", claim, JsonType.STRING, true, FOR_SERVERS, Map.of());
    }

    private static ProtocolMapper mapper(
            String name,
            String type,
            String claim,
            JsonType jsonType,
            boolean multivalued,
            Set<TokenKind> tokens,
            Map<String, String> config) {
        return new ProtocolMapper(new MapperId(""), name, type, claim, jsonType, multivalued, tokens, config);
    }
}
