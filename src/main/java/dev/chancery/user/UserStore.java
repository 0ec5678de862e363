package dev.chancery.user;

import dev.chancery.crypto.PasswordHash;
import dev.chancery.db.Database;
import dev.chancery.db.Page;
import dev.chancery.db.PageRequest;
import dev.chancery.db.Pages;
import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Attributes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;

/// People and their passwords at rest; passwords only as Argon2id hashes.
public record UserStore(Database db, Pages pages) {

    public static final String COLUMNS = """
            id, realm_id, username, email, email_verified, first_name, last_name, enabled, not_before, created_at,
            version, attributes, required_actions""";

    public Optional<User> find(RealmId realm, SubjectId id) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM person WHERE realm_id = :realm AND id = :id")
                .bind("realm", realm)
                .bind("id", id)
                .map((row, _) -> user(row))
                .findOne());
    }

    /// Those of these ids, in their order. Said so that SQLite doesn't walk through the realm instead.
    public List<User> all(RealmId realm, List<SubjectId> ids) {
        if (ids.isEmpty()) return List.of();
        var found = db.read(tx -> tx
                .createQuery("SELECT " + COLUMNS + " FROM person WHERE (realm_id = :realm) IS TRUE AND id IN (<ids>)")
                .bind("realm", realm)
                .bindList("ids", ids.stream().map(SubjectId::value).toList())
                .map((row, _) -> user(row))
                .stream()
                .collect(Collectors.toMap(User::id, Function.identity())));
        return ids.stream().flatMap(id -> Stream.ofNullable(found.get(id))).toList();
    }

    /// As many of the realm's as `limit` says, in no order.
    public List<User> all(RealmId realm, int limit) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + " FROM person WHERE realm_id = :realm LIMIT :limit")
                .bind("realm", realm)
                .bind("limit", limit)
                .map((row, _) -> user(row))
                .list());
    }

    /// Whose realm this is, whoever asks.
    public Optional<RealmId> realmOf(SubjectId id) {
        return db.read(tx -> tx.createQuery("SELECT realm_id FROM person WHERE id = :id")
                .bind("id", id)
                .map((row, _) -> new RealmId(row.getString(1)))
                .findOne());
    }

    /// Lets nobody else choose a name in the realm until this unit ends: a user name and an e-mail address are in
    /// different columns, so no index keeps them apart.
    void lockNames(RealmId realm) {
        db.writes(tx -> tx.createUpdate("UPDATE realm SET version = version WHERE id = :realm")
                .bind("realm", realm)
                .execute());
    }

    /// By user name, or else by e-mail address.
    public Optional<User> find(RealmId realm, LoginName name) {
        return db.read(tx -> tx.createQuery("SELECT " + COLUMNS + """
                         FROM person WHERE realm_id = :realm AND (username_key = :name OR email_key = :name)
                        ORDER BY CASE WHEN username_key = :name THEN 0 ELSE 1 END LIMIT 1""")
                .bind("realm", realm)
                .bind("name", name.key())
                .map((row, _) -> user(row))
                .findOne());
    }

    public Page<User> page(RealmId realm, UserFilter filter, PageRequest request) {
        var page = lists().page(realm, filter, request);
        return page.with(all(realm, page.content()));
    }

    /// The first few groups that somebody was put into.
    public List<GroupId> allGroupsOf(SubjectId member, int most) {
        return db.read(tx -> tx.createQuery(
                        "SELECT group_id FROM group_member WHERE person_id = :member ORDER BY group_id LIMIT :most")
                .bind("member", member)
                .bind("most", most)
                .map((row, _) -> new GroupId(row.getString(1)))
                .list());
    }

    /// Whether anybody has an account in the realm.
    public boolean hasAny(RealmId realm) {
        return db.read(tx -> tx.createQuery("SELECT 1 FROM person WHERE realm_id = :realm LIMIT 1")
                .bind("realm", realm)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /// False when the user name or the e-mail address is taken.
    public boolean insert(User user) {
        return db.unit(() -> {
            var inserted = db.write(tx -> bound(tx.createUpdate("""
                            INSERT INTO person (id, realm_id, username, username_key, email, email_key, email_verified,
                                                first_name, first_name_key, last_name, last_name_key, enabled,
                                                not_before, created_at, version, attributes, required_actions)
                            VALUES (:id, :realm, :username, :username_key, :email, :email_key, :email_verified,
                                    :first_name, :first_name_key, :last_name, :last_name_key, :enabled, :not_before,
                                    :created_at, 1, :attributes, :required_actions)
                            ON CONFLICT DO NOTHING"""), user)
                            .bind("created_at", user.createdAt())
                            .execute()
                    == 1);
            if (inserted) lists().insert(user);
            return inserted;
        });
    }

    /// The new version; absent when somebody else changed the person since they were read.
    public Optional<Long> update(User user) {
        return db.unit(() -> {
            var version = db.write(tx -> bound(tx.createQuery("""
                            UPDATE person SET username = :username, username_key = :username_key, email = :email,
                                   email_key = :email_key, email_verified = :email_verified, first_name = :first_name,
                                   first_name_key = :first_name_key, last_name = :last_name,
                                   last_name_key = :last_name_key, enabled = :enabled, not_before = :not_before,
                                   attributes = :attributes, required_actions = :required_actions,
                                   version = version + 1
                             WHERE realm_id = :realm AND id = :id AND version = :version
                            RETURNING version"""), user)
                    .bind("version", user.version())
                    .mapTo(Long.class)
                    .findOne());
            if (version.isPresent()) lists().update(user);
            return version;
        });
    }

    /// Whether somebody else signs in by this name or address.
    public boolean isTaken(RealmId realm, LoginName name, SubjectId except) {
        return db.read(tx -> tx.createQuery("""
                        SELECT 1 FROM person
                         WHERE realm_id = :realm AND (username_key = :name OR email_key = :name) AND id <> :except""")
                .bind("realm", realm)
                .bind("name", name.key())
                .bind("except", except)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /// False when somebody else changed or deleted the person since they were read.
    public boolean delete(User user) {
        return db.write(
                tx -> tx.createUpdate("DELETE FROM person WHERE realm_id = :realm AND id = :id AND version = :version")
                                .bind("version", user.version())
                                .bind("realm", user.realm())
                                .bind("id", user.id())
                                .execute()
                        == 1);
    }

    public Optional<PasswordHash> password(SubjectId id) {
        return db.read(tx -> tx.createQuery("SELECT secret FROM credential WHERE person_id = :id AND kind = 'password'")
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(PasswordHash::new));
    }

    /// When it was set.
    public Optional<Instant> passwordSince(SubjectId id) {
        return db.read(
                tx -> tx.createQuery("SELECT created_at FROM credential WHERE person_id = :id AND kind = 'password'")
                        .bind("id", id)
                        .mapTo(Instant.class)
                        .findOne());
    }

    /// A person has one password: of two that are set at once, the later one stays.
    public void putPassword(SubjectId id, PasswordHash hash, Instant now) {
        db.writes(tx -> tx.createUpdate("""
                        INSERT INTO credential (id, person_id, kind, secret, created_at)
                        VALUES (:credential, :id, 'password', :hash, :now)
                        ON CONFLICT (id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at""")
                .bind("credential", id.value() + ":password")
                .bind("id", id)
                .bind("hash", hash.phc())
                .bind("now", now)
                .execute());
    }

    /// The same password under a stronger hash; false when a password was set meanwhile, which stays.
    boolean replacePassword(SubjectId id, PasswordHash verified, PasswordHash hash, Instant now) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE credential SET secret = :hash, created_at = :now
                         WHERE person_id = :id AND kind = 'password' AND secret = :verified""")
                        .bind("id", id)
                        .bind("verified", verified.phc())
                        .bind("hash", hash.phc())
                        .bind("now", now)
                        .execute()
                == 1);
    }

    /// Lets nobody set another until this unit ends; false when somebody has.
    boolean lockPassword(SubjectId id, PasswordHash verified) {
        return db.write(tx -> tx.createUpdate("""
                        UPDATE credential SET secret = secret
                         WHERE person_id = :id AND kind = 'password' AND secret = :verified""")
                        .bind("id", id)
                        .bind("verified", verified.phc())
                        .execute()
                == 1);
    }

    private UserListStore lists() {
        return new UserListStore(db, pages);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, User user) {
        var settings = user.settings();
        var email = settings.email();
        return statement
                .bind("id", user.id())
                .bind("realm", user.realm())
                .bind("username", settings.username())
                .bind("username_key", LoginName.of(settings.username()).key())
                .bind("email", email)
                .bind("email_key", email == null ? null : LoginName.of(email).key())
                .bind("email_verified", settings.emailVerified())
                .bind("first_name", settings.firstName())
                .bind("first_name_key", SearchTerms.key(settings.firstName()))
                .bind("last_name", settings.lastName())
                .bind("last_name_key", SearchTerms.key(settings.lastName()))
                .bind("enabled", settings.enabled())
                .bind("not_before", settings.notBefore())
                .bind("attributes", JsonText.of(settings.attributes()))
                .bind("required_actions", JsonText.of(settings.requiredActions()));
    }

    private static User user(ResultSet row) throws SQLException {
        return user(row, "");
    }

    /// Where the columns' names have that before them.
    public static User user(ResultSet row, String at) throws SQLException {
        var settings = new UserSettings(
                row.getString(at + "username"),
                row.getString(at + "email"),
                row.getBoolean(at + "email_verified"),
                row.getString(at + "first_name"),
                row.getString(at + "last_name"),
                row.getBoolean(at + "enabled"),
                row.getLong(at + "not_before"),
                Attributes.of(row.getString(at + "attributes")),
                JsonText.texts(row.getString(at + "required_actions")).stream()
                        .flatMap(wire -> RequiredAction.find(wire).stream())
                        .toList());
        return new User(
                new SubjectId(row.getString(at + "id")),
                new RealmId(row.getString(at + "realm_id")),
                settings,
                Instant.ofEpochMilli(row.getLong(at + "created_at")),
                row.getLong(at + "version"));
    }
}
