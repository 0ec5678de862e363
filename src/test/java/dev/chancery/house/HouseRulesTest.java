package dev.chancery.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.chancery.bootstrap.PlantConsole;
import dev.chancery.claims.ClaimsMapper;
import dev.chancery.clientauth.ClientAuthMethod;
import dev.chancery.db.StorageFault;
import dev.chancery.db.StorageUnavailable;
import dev.chancery.db.UnstorableText;
import dev.chancery.event.Event;
import dev.chancery.failure.FailureCause;
import dev.chancery.history.Inverse;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.token.GrantHandler;
import dev.chancery.token.GrantRequest;
import dev.chancery.token.TokenEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The house rules (ARCHITECTURE.md)")
class HouseRulesTest {
    private static final List<List<String>> FLOORS = List.of(
            List.of("http", "db", "crypto", "json", "id", "guess", "text"),
            List.of(
                    "admin",
                    "event",
                    "realm",
                    "key",
                    "client",
                    "scope",
                    "role",
                    "group",
                    "user",
                    "session",
                    "factor",
                    "consent",
                    "failure",
                    "masterkey",
                    "document",
                    "history",
                    "bootstrap"),
            List.of(
                    "oauth",
                    "clientauth",
                    "claims",
                    "issue",
                    "golden",
                    "token",
                    "introspect",
                    "authorize",
                    "device",
                    "userinfo",
                    "logout",
                    "revoke",
                    "discovery"),
            List.of("api", "login", "console", "manage", "cli"),
            List.of(""));
    private static final int FRONT = 3;
    private static final String QUERY = "(find|get|page|all|is|has|held|count|mapping|realms?Of|completeTo|others?).*";
    private static final String FORBIDDEN_NAME = "(Abstract|Default).+|.*(Impl|Utils?|Helper|Manager|Service)";

    private static JavaClasses house;

    @BeforeAll
    static void read() {
        house = Sources.house();
        assertThat(house).hasSizeGreaterThan(100);
    }

    @Test
    @DisplayName("1 cellar ← residents ← protocol ← front rooms ← root; nothing looks upwards")
    void floors() {
        var upwards = new ArrayList<String>();
        for (var type : house)
            for (var dependency : type.getDirectDependenciesFromSelf())
                if (Sources.isOurs(dependency.getTargetClass()) && floor(dependency.getTargetClass()) > floor(type))
                    upwards.add(dependency.getDescription());
        assertThat(upwards).isEmpty();
    }

    @Test
    @DisplayName("1 a front room calls acts and queries, never a store's write")
    void front_rooms_write_through_acts() {
        var writes = house.stream()
                .filter(type -> floor(type) == FRONT)
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getSimpleName().endsWith("Store"))
                .filter(call -> !call.getName().matches(QUERY))
                .map(JavaAccess::getDescription);
        assertThat(writes).isEmpty();
    }

    @Test
    @DisplayName("2 rooms form no cycles")
    void no_cycles() {
        slices().matching("dev.chancery.(*)..").should().beFreeOfCycles().check(house);
    }

    @Test
    @DisplayName("3 one file knows the HTTP library")
    void http_library() {
        onlyIn("dev\\.chancery\\.http\\.JettyListener(\\$.*)?", "org.eclipse.jetty..");
    }

    @Test
    @DisplayName("4 Jdbi and java.sql are known to stores and the database room only")
    void sql() {
        onlyIn("dev\\.chancery\\.db\\..*|.*Store(\\$.*)?", "org.jdbi..", "java.sql..");
    }

    @Test
    @DisplayName("5 the template engine is known to one file")
    void templates() {
        onlyIn("dev\\.chancery\\.http\\.Views(\\$.*)?", "gg.jte..");
    }

    @Test
    @DisplayName("6 handlers and mappers know neither HTTP nor SQL")
    void handlers() {
        noClasses()
                .that()
                .implement(GrantHandler.class)
                .or()
                .implement(ClaimsMapper.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.chancery.http..", "org.jdbi..", "java.sql.."))
                .check(house);
    }

    @Test
    @DisplayName("7 front rooms do not know each other")
    void front_rooms() {
        var neighbours = new ArrayList<String>();
        for (var type : house)
            for (var dependency : type.getDirectDependenciesFromSelf())
                if (floor(type) == FRONT
                        && Sources.isOurs(dependency.getTargetClass())
                        && floor(dependency.getTargetClass()) == FRONT
                        && !Sources.room(type).equals(Sources.room(dependency.getTargetClass())))
                    neighbours.add(dependency.getDescription());
        assertThat(neighbours).isEmpty();
    }

    @Test
    @DisplayName("8 names say what a thing is, and leave the JOSE library's names to it")
    void names() {
        var forbidden = house.stream().filter(HouseRulesTest::isForbidden).map(JavaClass::getName);
        assertThat(forbidden).isEmpty();
    }

    @Test
    @DisplayName("9 no file has more than 400 lines")
    void file_length() {
        var files = Stream.of(Sources.MAIN, Sources.TESTS).flatMap(folder -> Sources.files(folder).stream());
        assertThat(files.filter(file -> Sources.text(file).lines().count() > 400))
                .isEmpty();
    }

    @Test
    @DisplayName("9 every room has a plate on its door, and no null in it")
    void plates() {
        var rooms = Sources.files(Sources.MAIN).stream().map(Path::getParent).collect(Collectors.toSet());
        assertThat(rooms).hasSizeGreaterThan(20).allSatisfy(room -> {
            var plate = room.resolve("package-info.java");
            assertThat(Files.exists(plate)).as("%s", plate).isTrue();
            assertThat(Sources.text(plate)).startsWith("///").contains("@NullMarked");
        });
    }

    @Test
    @DisplayName("10 time, randomness and the environment enter by Main, Config and the crypto room")
    void outside_world() {
        var taken = house.stream()
                .filter(type -> !Sources.room(type).equals("crypto"))
                .filter(type -> !List.of("Main", "Config").contains(type.getSimpleName()))
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(HouseRulesTest::isOutside)
                .map(JavaAccess::getDescription);
        assertThat(taken).isEmpty();
    }

    @Test
    @DisplayName("10 nothing static can change")
    void static_state() {
        var changeable = house.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC));
        assertThat(changeable).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {GrantHandler.class, ClientAuthMethod.class, ClaimsMapper.class, Inverse.class})
    @DisplayName("11 every implementation is in its list at the root and on the plate of its room")
    void lists(Class<?> kind) {
        var made = house.stream()
                .filter(type -> Sources.room(type).isEmpty())
                .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                .map(call -> call.getTargetOwner().getName())
                .collect(Collectors.toSet());
        var kinds = house.stream()
                .filter(type -> type.isAssignableTo(kind) && !type.isInterface())
                .toList();
        assertThat(kinds).isNotEmpty().allSatisfy(type -> {
            assertThat(made).contains(type.getName());
            var plate = Sources.MAIN.resolve(type.getPackageName().replace('.', '/') + "/package-info.java");
            assertThat(Sources.text(plate)).contains("[" + type.getSimpleName() + "]");
        });
    }

    @Test
    @DisplayName("11 only the token endpoint makes a grant request: having one proves authentication")
    void grant_request() {
        var makers = house.stream()
                .flatMap(type -> type.getConstructorCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(GrantRequest.class))
                .map(call -> call.getOriginOwner().getName());
        assertThat(makers).isNotEmpty().containsOnly(TokenEndpoint.class.getName());
    }

    @Test
    @DisplayName("13 the console asks the API: of the rooms below it knows no act and no store, but for its own client")
    void console_asks() {
        var plain = List.of("console", "http", "crypto", "json", "text");
        var known = house.stream()
                .filter(type -> Sources.room(type).equals("console"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass())
                .filter(type -> Sources.isOurs(type) && !plain.contains(Sources.room(type)))
                .map(type -> type.getName().replaceAll("\\$.*", ""))
                .collect(Collectors.toSet());
        assertThat(known)
                .isNotEmpty()
                .isSubsetOf(
                        Event.class.getName(),
                        FailureCause.class.getName(),
                        Issuer.class.getName(),
                        Realm.class.getName(),
                        Realms.class.getName(),
                        PlantConsole.class.getName(),
                        StorageFault.class.getName(),
                        StorageUnavailable.class.getName(),
                        UnstorableText.class.getName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.mockito.Mockito",
                "org.easymock.EasyMock",
                "org.powermock.api.mockito.PowerMockito",
                "mockit.Mocked",
                "io.mockk.MockK"
            })
    @DisplayName("12 no mocking library is on the tests' class path")
    void no_mocks(String library) {
        assertThat(exists(library)).isFalse();
    }

    private static int floor(JavaClass type) {
        for (int floor = 0; floor < FLOORS.size(); floor++)
            if (FLOORS.get(floor).contains(Sources.room(type))) return floor;
        throw new AssertionError("say on which floor the room of %s is".formatted(type.getName()));
    }

    private static void onlyIn(String allowed, String... packages) {
        noClasses()
                .that()
                .haveNameNotMatching(allowed)
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages))
                .check(house);
    }

    private static boolean isForbidden(JavaClass type) {
        var name = type.getSimpleName();
        if (name.matches(FORBIDDEN_NAME)) return true;
        return type.isTopLevelClass()
                && !name.equals("package-info")
                && Stream.of("com.nimbusds.jose.", "com.nimbusds.jose.jwk.", "com.nimbusds.jwt.")
                        .anyMatch(library -> exists(library + name));
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className, false, HouseRulesTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | NoClassDefFoundError absent) {
            return false;
        }
    }

    private static boolean isOutside(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        if (owner.isAssignableTo(Random.class)) return access.getName().equals("<init>");
        var forbidden =
                Map.of("java.lang.System", List.of("getenv", "currentTimeMillis"), "java.lang.Math", List.of("random"));
        if (owner.getPackageName().equals("java.time")) return access.getName().equals("now");
        return forbidden.getOrDefault(owner.getName(), List.of()).contains(access.getName());
    }
}
