package dev.chancery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.db.Dialect;
import dev.chancery.db.TestDatabases;
import dev.chancery.event.VerifyAudit;
import dev.chancery.http.Request;
import dev.chancery.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real server on a random port, with a real database: SQLite in a temporary folder, or PostgreSQL.
///
/// As a static `@RegisterExtension` it lives for a test class. Fixtures are valid by default, and bent in one place.
public final class TestServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    public static final String ADMIN = "admin";
    public static final String PASSWORD = "a password for tests";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Map<Setting, String> settings = new HashMap<>();
    private final Dialect dialect;
    private final InstantSource clock;
    private HttpClient http = HTTP;
    private Consumer<Request> overheard = _ -> {};
    private Server server;
    private String adminToken = "";

    public TestServer() {
        this(Dialect.SQLITE, InstantSource.system());
    }

    public TestServer(Dialect dialect, InstantSource clock) {
        this.dialect = dialect;
        this.clock = clock;
        settings.put(Setting.HTTP_PORT, "0");
        settings.put(Setting.MANAGEMENT_PORT, "0");
        settings.put(Setting.BOOTSTRAP_ADMIN_USERNAME, ADMIN);
        settings.put(Setting.BOOTSTRAP_ADMIN_PASSWORD, PASSWORD);
    }

    public TestServer with(Setting setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /// Whoever is told of each request with which the console asks the house.
    public TestServer overheardBy(Consumer<Request> listener) {
        overheard = listener;
        return this;
    }

    /// Reached by https, without a proxy.
    public TestServer with(TestCertificate certificate) {
        http = HttpClient.newBuilder().sslContext(certificate.context()).build();
        return with(Setting.TLS_CERTIFICATE, certificate.certificateFile())
                .with(Setting.TLS_KEY, certificate.keyFile());
    }

    /// Another node on the same database.
    public TestServer neighbour() {
        return neighbour(clock);
    }

    /// The same, by another clock.
    public TestServer neighbour(InstantSource clock) {
        var neighbour = new TestServer(dialect, clock);
        neighbour.settings.putAll(settings);
        neighbour.http = http;
        return neighbour.with(Setting.PUBLIC_URL, server.publicUrl()).start();
    }

    public TestServer start() {
        if (!settings.containsKey(Setting.DATA_DIR)) {
            var folder = dialect == Dialect.SQLITE ? TestDatabases.sqliteFolder() : TestDatabases.folder();
            settings.put(Setting.DATA_DIR, folder.toString());
            if (dialect == Dialect.POSTGRES) {
                settings.put(Setting.DATABASE_URL, TestDatabases.postgresUrl());
                settings.put(Setting.MASTER_KEY, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
            }
        }
        server = Server.start(Config.of(Map.of(), settings), clock, house -> request -> {
            overheard.accept(request);
            return house.handle(request);
        });
        return this;
    }

    /// Stops and starts again on the same data.
    public TestServer restart() {
        server.close();
        adminToken = "";
        return start();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        if (server != null) server.close();
    }

    @Override
    public String toString() {
        return "on " + dialect;
    }

    public String url() {
        var scheme = settings.containsKey(Setting.TLS_KEY) ? "https" : "http";
        return scheme + "://localhost:" + server.port();
    }

    public String issuer(String realm) {
        return server.publicUrl() + "/realms/" + realm;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Server server() {
        return server;
    }

    // ---- behind the front doors

    public VerifyAudit.Report verifyAudit() {
        return new VerifyAudit(server.house.auditStore, server.house.masterKeys).run();
    }

    /// What this node does every few seconds.
    public void reportUsage() {
        server.house.usage.report();
    }

    /// What this node does every few minutes.
    public void emptyBins() {
        server.chores.emptyBins();
    }

    /// As if another node had reported, and not since.
    public void anotherNodeReported(Instant at) {
        server.house.secretStore.reportComplete("another node", at);
    }

    // ---- fixtures

    public record TestClient(String realm, String id, String clientId, String secret) {}

    /// A bearer token of the first administrator.
    public String adminToken() {
        if (adminToken.isEmpty() || expires(adminToken) <= clock.instant().getEpochSecond() + 30)
            adminToken = userToken("master", "admin-cli", ADMIN, PASSWORD);
        return adminToken;
    }

    private static long expires(String token) {
        return ((Number) Answer.claimsOf(token).get("exp")).longValue();
    }

    public String userToken(String realm, String clientId, String username, String password) {
        var answer = tokenRequest(
                realm,
                Map.of("grant_type", "password", "client_id", clientId, "username", username, "password", password));
        return answer.expect(200).text("access_token");
    }

    public String realm(String name) {
        return realm(name, Map.of());
    }

    public String realm(String name, Map<String, Object> members) {
        var body = new HashMap<String, Object>(members);
        body.put("name", name);
        api("POST", "/api/realms", body).expect(201);
        return name;
    }

    /// A confidential client with the client-credentials grant.
    public TestClient client(String realm) {
        return client(realm, Map.of());
    }

    public TestClient client(String realm, Map<String, Object> members) {
        var body = new HashMap<String, Object>();
        body.put("realmName", realm);
        body.put("grantTypes", List.of("client_credentials"));
        body.putAll(members);
        var created = api("POST", "/api/clients", body).expect(201);
        var secret = created.json().get("clientSecret");
        return new TestClient(
                realm, created.text("id"), created.text("clientId"), secret == null ? "" : secret.toString());
    }

    // ---- requests

    public Answer token(TestClient client) {
        return token(client, Map.of());
    }

    public Answer token(TestClient client, Map<String, String> more) {
        var form = new HashMap<>(Map.of(
                "grant_type", "client_credentials", "client_id", client.clientId(), "client_secret", client.secret()));
        form.putAll(more);
        return tokenRequest(client.realm(), form);
    }

    public Answer tokenRequest(String realm, Map<String, String> form) {
        return form("/realms/" + realm + "/protocol/openid-connect/token", form);
    }

    public Answer form(String path, Map<String, String> form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
    }

    /// As the first administrator; `body` is JSON, or null for none.
    public Answer api(String method, String path, Object body) {
        return api(adminToken(), method, path, body);
    }

    public Answer api(String token, String method, String path, Object body) {
        var request = request(path).header("Authorization", "Bearer " + token);
        if (body == null) return send(request.method(method, HttpRequest.BodyPublishers.noBody()));
        var type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return send(request.header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(JsonText.of(body))));
    }

    public Answer get(String path) {
        return send(request(path));
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(answered(request.build()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// A kept connection that the server has closed meanwhile answers nothing, and has asked nothing: once more, then.
    private HttpResponse<byte[]> answered(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException closed) {
            if (!String.valueOf(closed.getMessage()).contains("received no bytes")) throw closed;
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    public static String encoded(Map<String, String> form) {
        var text = new StringBuilder();
        form.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return text.toString();
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }
}
