package dev.chancery.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

@DisplayName("Whatever a thing has, the schema describes and the fixture uses")
class SchemaTest {
    private static final JsonNode SCHEMA =
            new YAMLMapper().readTree(SchemaTest.class.getResourceAsStream("/schema/realm-configuration.yaml"));
    private static final JsonNode FIXTURE = new YAMLMapper().readTree(WholeRealm.text());

    /// @param in where the fixture has such things
    /// @param shapes the records that a thing is made of
    /// @param decided members of theirs that no document has
    /// @param more what else it has
    record Kind(String name, List<String> in, List<Class<?>> shapes, Set<String> decided, Set<String> more) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        var none = Set.<String>of();
        return Stream.of(
                new Kind("realm", List.of("realm"), List.of(RealmDocument.class), RealmSection.DECIDED, none),
                new Kind("scope", List.of("scopes"), List.of(ScopeDocument.class), ScopesSection.DECIDED, none),
                new Kind("mapper", List.of("scopes", "mappers"), List.of(MapperDocument.class), none, none),
                new Kind("role", List.of("roles"), List.of(RoleDocument.class), RolesSection.DECIDED, none),
                new Kind(
                        "client",
                        List.of("clients"),
                        List.of(ClientDocument.class),
                        ClientsSection.DECIDED,
                        Set.of(ClientsSection.ROLES, ClientSecrets.MEMBER)),
                new Kind(
                        "serviceAccount",
                        List.of("clients", "serviceAccount"),
                        List.of(ServiceAccountDocument.class),
                        none,
                        none),
                new Kind("secret", List.of("clients", "secrets"), List.of(SecretDocument.class), none, none),
                new Kind(
                        "group",
                        List.of("groups"),
                        List.of(GroupDocument.class, Holdings.class),
                        with(GroupsSection.DECIDED, "groups"),
                        none),
                new Kind(
                        "user",
                        List.of("users"),
                        List.of(UserDocument.class, Holdings.class),
                        UsersSection.DECIDED,
                        none),
                new Kind("password", List.of("users", "password"), List.of(PasswordDocument.class), none, none));
    }

    private static Set<String> with(Set<String> some, String one) {
        var all = new TreeSet<>(some);
        all.add(one);
        return all;
    }

    @ParameterizedTest
    @DisplayName("each member, and no other")
    @MethodSource("kinds")
    void complete(Kind kind) {
        var members = new TreeSet<>(kind.more());
        for (var shape : kind.shapes()) members.addAll(components(shape));
        members.removeAll(kind.decided());

        assertThat(SCHEMA.path("$defs").path(kind.name()).path("properties").propertyNames())
                .as("the schema")
                .containsExactlyInAnyOrderElementsOf(members);
        assertThat(used(FIXTURE, kind.in())).as("the fixture").containsExactlyInAnyOrderElementsOf(members);
    }

    @Test
    @DisplayName("roles are made of the realm's and of clients', and both are used")
    void composites() {
        var parts = components(RoleDocument.Parts.class);
        var described = SCHEMA.at("/$defs/role/properties/composites/properties");

        assertThat(described.propertyNames()).containsExactlyInAnyOrderElementsOf(parts);
        assertThat(used(FIXTURE, List.of("roles", "composites"))).containsExactlyInAnyOrderElementsOf(parts);
    }

    @Test
    @DisplayName("each section, and each type of mapper")
    void sections() {
        assertThat(FIXTURE.propertyNames())
                .containsExactlyInAnyOrderElementsOf(SCHEMA.path("properties").propertyNames());
        var types =
                SCHEMA.at("/$defs/mapper/properties/type/enum").valueStream().map(JsonNode::asString);
        var used = Stream.of("/scopes/0/mappers", "/clients/0/mappers")
                .flatMap(place -> FIXTURE.at(place).valueStream())
                .map(mapper -> mapper.path("type").asString())
                .collect(Collectors.toSet());
        assertThat(used).containsExactlyInAnyOrderElementsOf(types.toList());
    }

    private static Collection<String> components(Class<?> shape) {
        return Arrays.stream(shape.getRecordComponents())
                .map(component -> {
                    var wire = component.getAccessor().getAnnotation(JsonProperty.class);
                    return wire == null ? component.getName() : wire.value();
                })
                .toList();
    }

    private static Set<String> used(JsonNode within, List<String> path) {
        if (within.isArray()) {
            var all = new TreeSet<String>();
            within.forEach(one -> all.addAll(used(one, path)));
            return all;
        }
        if (path.isEmpty()) return new TreeSet<>(within.propertyNames());
        return used(within.path(path.getFirst()), path.subList(1, path.size()));
    }
}
