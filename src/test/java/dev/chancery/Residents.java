package dev.chancery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.admin.Actor;
import dev.chancery.bootstrap.FirstStart;
import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.Signer;
import dev.chancery.db.Database;
import dev.chancery.db.PageRequest;
import dev.chancery.event.AuditEntry;
import dev.chancery.event.AuditFilter;
import dev.chancery.event.VerifyAudit;
import dev.chancery.history.NameStore;
import dev.chancery.history.Subjects;
import dev.chancery.history.UndoChange;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RoleId;
import dev.chancery.id.SessionId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import dev.chancery.scope.ClientScope;
import dev.chancery.session.BeginSession.Visitor;
import dev.chancery.session.SignIn;
import dev.chancery.user.LoginName;
import dev.chancery.user.User;
import dev.chancery.user.UserSettings;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// What tests arrange and look at behind the front doors of a server: people, their roles, and the rows themselves.
public final class Residents {
    public static final String PASSWORD = "a password of somebody";

    /// Tables that a refused request may write to: it is counted, explained and slowed.
    private static final List<String> NOTES =
            List.of("failure", "failure_loss", "guess", "known_address", "usage_report");

    /// What a node reports later about the use of a secret.
    private static final List<String> USE = List.of("used_count", "last_used_at", "last_used_by");

    private static final Actor TEST = Actor.operator("a test");

    private final House house;

    private Residents(House house) {
        this.house = house;
    }

    public static Residents of(TestServer server) {
        return new Residents(server.server().house);
    }

    public Realm realm(String name) {
        return house.realms.find(name).orElseThrow();
    }

    /// Somebody with the built-in roles of these names and [#PASSWORD].
    public User user(String realm, String username, String... roles) {
        var settings = UserSettings.named(username);
        var user = house.createUser.run(TEST, realm(realm), null, settings, PASSWORD);
        for (var role : roles) grant(realm, user.id(), role);
        return user;
    }

    public User find(String realm, String username) {
        return house.userStore.find(realm(realm).id(), LoginName.of(username)).orElseThrow();
    }

    public void grant(String realm, SubjectId holder, String role) {
        var found = house.roleStore.find(realm(realm).id(), role).orElseThrow();
        house.grantRole.run(TEST, realm(realm), found, holder);
    }

    /// The same of a role of a client.
    public void grant(String realm, SubjectId holder, String clientId, String role) {
        var found = house.roleStore.find(realm(realm).id(), clientId, role).orElseThrow();
        house.grantRole.run(TEST, realm(realm), found, holder);
    }

    public void withdraw(String realm, SubjectId holder, String role) {
        house.roleStore.heldBy(realm(realm).id(), holder).stream()
                .filter(mapping -> mapping.role().name().equals(role))
                .forEach(mapping -> house.grantRole.withdraw(TEST, realm(realm), mapping));
    }

    public void setPassword(String realm, String username, String password) {
        house.setPassword.run(TEST, realm(realm), find(realm, username), password, false);
    }

    /// Signs somebody in, without a client; the `sid`.
    public String session(String realm, String user) {
        var visitor = new Visitor(new SubjectId(user), "a test", "192.0.2.7", "a browser");
        var signIn = SignIn.byPassword(house.clock.instant());
        var begun = house.guests.beginSession.run(realm(realm), visitor, signIn, false, null);
        return begun.id().value();
    }

    /// Somebody agrees that a client may have these scopes.
    public void agree(String realm, String user, String client, String... scopes) {
        var ids = house.scopeStore.all(realm(realm).id()).stream()
                .filter(scope -> List.of(scopes).contains(scope.name()))
                .map(ClientScope::id)
                .collect(Collectors.toSet());
        var key = new ClientKey(client);
        house.guests.consentStore.put(realm(realm).id(), new SubjectId(user), key, ids, house.clock.instant());
    }

    public void endSession(String realm, SessionId id) {
        house.guests.endSession.run(TEST, realm(realm), id);
    }

    public User disable(User user) {
        var settings = user.settings();
        var disabled = new UserSettings(
                settings.username(),
                settings.email(),
                settings.emailVerified(),
                settings.firstName(),
                settings.lastName(),
                false,
                settings.notBefore(),
                settings.attributes(),
                settings.requiredActions());
        return house.changeUser.run(TEST, house.realms.find(user.realm()).orElseThrow(), user, disabled);
    }

    public void delete(User user) {
        house.changeUser.delete(TEST, house.realms.find(user.realm()).orElseThrow(), user);
    }

    public RoleId role(String realm, String name) {
        return house.roleStore.find(realm(realm).id(), name).orElseThrow().id();
    }

    /// The last lines of the trail, the newest first.
    public List<AuditEntry> trail(String realm, int lines) {
        return house.auditStore
                .page(realm(realm).id(), AuditFilter.all(), PageRequest.first(lines))
                .content();
    }

    public Subjects subjects() {
        return new Subjects(house.realms, new NameStore(house.db));
    }

    /// The last few lines of the trail that are about any of them, the oldest first, each as `type subject`.
    public List<String> eventsOf(String realm, List<String> subjects) {
        return trail(realm, 20).reversed().stream()
                .filter(line -> subjects.contains(line.subject()))
                .map(line -> line.type() + " " + line.subject())
                .toList();
    }

    public SubjectId serviceAccount(String realm, String clientId) {
        return house.clientStore.find(realm(realm).id(), clientId).orElseThrow().serviceAccount();
    }

    /// The realm as one of earlier versions: no client's roles administer it.
    public void withoutManagement(String realm) {
        house.db.writes(tx -> tx.createUpdate("DELETE FROM client WHERE manages = :realm")
                .bind("realm", realm(realm).id())
                .execute());
    }

    /// Of what lies there since half a minute ago or longer.
    public void emptyBinOfClients() {
        house.deleteClient.purge(TEST, house.clock.instant().minusSeconds(30), 1_000);
    }

    public void startAgain() {
        house.firstStart.run(new FirstStart.Wish(null, null, null, null));
    }

    public VerifyAudit.Report verifyAudit() {
        return new VerifyAudit(house.auditStore, house.masterKeys).run();
    }

    /// What a line of the trail tells, and not that it is there.
    public void erase(long number) {
        house.db.writes(tx -> tx.execute("DELETE FROM audit_payload WHERE n = ?", number));
    }

    public UndoChange undo() {
        return house.undoChange;
    }

    public Database database() {
        return house.db;
    }

    /// As after the database was brought back from a copy; this node has heard of it.
    public void beginEpoch() {
        house.beginEpoch.run(TEST);
        hear();
    }

    /// This node has heard of every change that was made before, wherever.
    public void hear() {
        house.changes.poll();
    }

    /// A token of the realm with these claims, truly signed.
    public String signed(String realm, Map<String, Object> claims) {
        var key = house.keys.signing(realm(realm), realm(realm).settings().signatureAlgorithm());
        var signer = new Signer();
        var payload = JsonText.MAPPER.writeValueAsBytes(claims);
        return new String(CompactJws.sign(key, "JWT", payload, signer), US_ASCII);
    }

    /// How many passwords this server has hashed.
    public long hashes() {
        return house.passwords.computed();
    }

    /// Every row, as text, by table, but for what refusals leave behind.
    public Map<String, List<String>> rows() {
        return house.db.read(tx -> {
            var rows = new TreeMap<String, List<String>>();
            for (var table : tables(tx)) if (!NOTES.contains(table)) rows.put(table, rows(tx, table));
            return rows;
        });
    }

    /// The same, of one realm only.
    public Map<String, List<String>> rowsOf(String realm) {
        var id = realm(realm).id().value();
        var rows = rows();
        rows.replaceAll(
                (_, lines) -> lines.stream().filter(line -> line.contains(id)).toList());
        return rows;
    }

    /// Everything the database holds, in one text, to look for what must not be in it.
    public String dump() {
        return house.db.read(tx -> {
            var text = new StringBuilder();
            for (var table : tables(tx))
                rows(tx, table).forEach(row -> text.append(row).append('\n'));
            return text.toString();
        });
    }

    private List<String> tables(Handle tx) {
        var question = switch (house.db.dialect()) {
            case SQLITE -> "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
            case POSTGRES -> "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename";
        };
        return tx.createQuery(question).mapTo(String.class).list().stream()
                .filter(name -> !name.startsWith("sqlite_") && !name.startsWith("flyway"))
                .toList();
    }

    private static List<String> rows(Handle tx, String table) {
        return tx.createQuery("SELECT * FROM " + table).mapToMap().stream()
                .map(row -> {
                    USE.forEach(row::remove);
                    row.replaceAll((_, value) ->
                            value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
                    return row.toString();
                })
                .sorted()
                .toList();
    }
}
