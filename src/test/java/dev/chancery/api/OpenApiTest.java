package dev.chancery.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chancery.TestServer;
import dev.chancery.json.JsonText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@DisplayName("The OpenAPI document")
class OpenApiTest {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static JsonNode document;

    @BeforeAll
    static void read() {
        document = JsonText.MAPPER.readTree(
                SERVER.get("/api/openapi.json").expect(200).body());
    }

    @Test
    @DisplayName("describes every route below /api, and nothing else")
    void routes() {
        var routes = SERVER.server().routes().stream()
                .filter(route -> route.pattern().startsWith("/api/"))
                .filter(route -> METHODS.contains(route.method().toLowerCase(Locale.ROOT)))
                .map(route -> route.method() + " " + route.pattern());

        assertThat(operations().map(Operation::key)).containsExactlyInAnyOrderElementsOf(routes.toList());
    }

    @Test
    @DisplayName("says of each operation what it is for, what it takes and how it is refused")
    void complete() {
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
        assertThat(document.path("servers").path(0).path("url").asString())
                .isEqualTo(SERVER.server().publicUrl());
        assertThat(operations()
                        .map(operation -> operation.node.path("operationId").asString()))
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.node.path("summary").asString()).isNotEmpty();
            assertThat(tags()).contains(operation.node.path("tags").path(0).asString());
            assertThat(operation.pathParameters()).isEqualTo(operation.segments());
            if (!operation.node.has("security"))
                assertThat(operation.statuses()).contains("401");
            if (operation.node.has("requestBody"))
                assertThat(operation.statuses()).contains("400", "415");
        });
    }

    @Test
    @DisplayName("says of every write, and of nothing else, that it can be rehearsed")
    void dry_runs() {
        var flag = "{\"$ref\":\"#/components/parameters/dryRun\"}";
        assertThat(operations())
                .allSatisfy(operation -> assertThat(
                                operation.node.path("parameters").toString().contains(flag))
                        .isEqualTo(DryRun.isRehearsed(operation.method.toUpperCase(Locale.ROOT), operation.path)));
    }

    @Test
    @DisplayName("refers to nothing that is not there, and keeps nothing that is not referred to")
    void references() {
        var referred = new TreeSet<String>();
        document.findValues("$ref").forEach(reference -> referred.add(reference.asString()));
        assertThat(referred)
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        var kept = new TreeSet<String>();
        for (var kind : document.path("components").properties())
            if (!kind.getKey().equals("securitySchemes"))
                kind.getValue().propertyNames().forEach(name -> kept.add("#/components/" + kind.getKey() + "/" + name));
        assertThat(kept).isEqualTo(referred);
    }

    @Test
    @DisplayName("its schemas have the members that the server sends, neither more nor less")
    void answers() {
        var seen = new SeenMembers(document);
        var answers = new ApiFixture(SERVER).answers();
        answers.forEach((operation, given) -> given.forEach(answer -> seen.check(operation, answer)));

        assertThat(seen.faults()).isEmpty();
        assertThat(seen.neverSent()).isEmpty();
        var answering = operations()
                .filter(operation -> operation.statuses().stream().anyMatch(status -> status.matches("20[01]")))
                .map(Operation::key)
                .filter(key -> !key.equals("GET /api/docs") && !key.equals("GET /api/openapi.json"));
        assertThat(answers.keySet()).containsExactlyInAnyOrderElementsOf(answering.toList());
    }

    @Test
    @DisplayName("its examples are what their schemas say")
    void examples() {
        var seen = new SeenMembers(document);
        for (var schema : document.path("components").path("schemas").properties())
            if (schema.getValue().has("example"))
                seen.check(schema.getKey(), schema.getValue(), schema.getValue().path("example"));
        assertThat(seen.faults()).isEmpty();
    }

    @Test
    @DisplayName("its example of a client is a real answer, but for what the server draws")
    void example_of_a_client() {
        var example = document.at("/components/schemas/Client/example");
        SERVER.realm("shop");
        var wish = Map.of(
                "realmName", "shop",
                "clientId", example.path("clientId").asString(),
                "name", example.path("name").asString(),
                "grantTypes", List.of("client_credentials"));
        var id = SERVER.api("POST", "/api/clients", wish).expect(201).text("id");

        var answer = (ObjectNode) JsonText.MAPPER.readTree(
                SERVER.api("GET", "/api/clients/" + id, null).expect(200).body());

        for (var drawn : List.of("id", "serviceAccountId"))
            assertThat(UUID.fromString(example.path(drawn).asString())).isNotNull();
        for (var drawn : List.of("id", "serviceAccountId", "createdAt")) answer.set(drawn, example.get(drawn));
        assertThat(answer).isEqualTo(example);
    }

    @Test
    @DisplayName("is a page for people too, without scripts and without anything from elsewhere")
    void page() {
        var page = SERVER.get("/api/docs").expect(200);

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe", "script-src", "http");
        assertThat(page.body().replace("<wbr>", ""))
                .contains("/api/clients/{clientId}/rotate-secret", "tokenLifespanSeconds")
                .doesNotContain("<script", "src=", "http://", "https://");
    }

    @Test
    @DisplayName("as a page says which members are required, and leads to schemas that open when they are reached")
    void page_members() {
        var page = SERVER.get("/api/docs").expect(200).body();

        assertThat(page)
                .contains("<code>name</code> <small>string, required</small>")
                .contains("<a href=\"#schema-Problem\">", "</summary><div id=\"schema-Problem\">");
    }

    @ParameterizedTest
    @DisplayName("whoever opens the bare address is sent to that page")
    @CsvSource({"/, /api/docs", "/auth, /api/docs", "/auth/, /auth/api/docs"})
    void address_alone(String path, String page) {
        var sent = SERVER.get(path).expect(303);

        assertThat(URI.create(SERVER.url() + path).resolve(sent.header("Location")))
                .isEqualTo(URI.create(SERVER.url() + page));
        assertThat(SERVER.get(page).expect(200).body()).contains("<h1>");
    }

    private static List<String> tags() {
        return document.path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .toList();
    }

    private static Stream<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : document.path("paths").properties())
            for (var method : METHODS)
                if (path.getValue().has(method))
                    operations.add(new Operation(
                            method,
                            path.getKey(),
                            path.getValue(),
                            path.getValue().path(method)));
        return operations.stream();
    }

    private record Operation(String method, String path, JsonNode shared, JsonNode node) {
        String key() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        Set<String> statuses() {
            return new TreeSet<>(node.path("responses").propertyNames());
        }

        Set<String> segments() {
            var names = new TreeSet<String>();
            for (var segment : path.split("/"))
                if (segment.startsWith("{")) names.add(segment.substring(1, segment.length() - 1));
            return names;
        }

        Set<String> pathParameters() {
            var names = new TreeSet<String>();
            for (var list : List.of(shared.path("parameters"), node.path("parameters")))
                for (var reference : list) {
                    var parameter = reference.has("$ref")
                            ? document.at(reference.path("$ref").asString().substring(1))
                            : reference;
                    if (parameter.path("in").asString().equals("path"))
                        names.add(parameter.path("name").asString());
                }
            return names;
        }

        @Override
        public String toString() {
            return key();
        }
    }
}
