package dev.chancery.console;

import static dev.chancery.console.Field.choice;
import static dev.chancery.console.Field.flag;
import static dev.chancery.console.Field.has;
import static dev.chancery.console.Field.text;

import java.util.List;
import java.util.stream.Stream;

/// What is asked about a mapper of a type. Its words are `mapper.type.<wire>`.
///
/// @param wire as the API calls it
public record MapperForm(String wire, Fields fields) {
    private static final String WORDS = "mapper";
    private static final Field CLAIM = text("claim");
    private static final Field JSON_TYPE = choice("jsonType", "string", "number", "boolean", "json");
    private static final Field PREFIX = text("config.prefix");
    private static final Field CLIENT = text("config.client");
    private static final Field ROLE = text("config.role");

    /// All that a scope may have.
    public static final List<MapperForm> OF_SCOPES = List.of(
            type("user-attribute", text("config.attribute"), CLAIM, JSON_TYPE, flag("multivalued")),
            type(
                    "user-property",
                    choice("config.property", "username", "email", "emailVerified", "firstName", "lastName", "id"),
                    CLAIM,
                    JSON_TYPE),
            type("full-name", CLAIM),
            type(
                    "address",
                    text("config.formatted"),
                    text("config.street_address"),
                    text("config.locality"),
                    text("config.region"),
                    text("config.postal_code"),
                    text("config.country"),
                    CLAIM),
            type("realm-roles", PREFIX, CLAIM),
            type("client-roles", CLIENT, PREFIX, CLAIM),
            type("groups", choice("config.fullPath", "true", "false"), CLAIM),
            type("audience", text("config.audience")),
            type("audience-resolve"),
            type("hardcoded-claim", text("config.value"), CLAIM, JSON_TYPE),
            type("hardcoded-role", ROLE, CLIENT),
            type("role-name", ROLE, text("config.newName"), CLIENT),
            type("allowed-origins", CLAIM),
            type("session-note", text("config.note"), CLAIM, JSON_TYPE),
            type("acr"));

    /// All that a client may have: what decides whom its tokens are about, and says so in each, is its own.
    public static final List<MapperForm> OF_CLIENTS = Stream.concat(
                    OF_SCOPES.stream(),
                    Stream.of(everywhere("pairwise-subject", text("config.salt"), text("config.sector"))))
            .toList();

    private static MapperForm type(String wire, Field... own) {
        var tokens = Stream.of("access_token", "id_token", "userinfo", "introspection")
                .map(token -> has("tokens-" + token, "tokens", token))
                .toArray(Field[]::new);
        var everywhere = everywhere(wire, own);
        return new MapperForm(wire, everywhere.fields.with(Fields.of(WORDS, tokens)));
    }

    private static MapperForm everywhere(String wire, Field... own) {
        return new MapperForm(wire, Fields.of(WORDS, text("name")).with(Fields.of(WORDS, own)));
    }
}
