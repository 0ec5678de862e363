package dev.chancery.bootstrap;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.admin.Refused;
import dev.chancery.client.ClientSettings;
import dev.chancery.client.Grant;
import dev.chancery.client.PlantManagement;
import dev.chancery.client.RegisterClient;
import dev.chancery.client.SecretMaker;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.CreateRealm;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSettings;
import dev.chancery.realm.RealmStore;
import dev.chancery.role.GrantRole;
import dev.chancery.role.RoleStore;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.user.CreateUser;
import dev.chancery.user.SetPassword;
import dev.chancery.user.UserSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the realm `master` with its first administrator, in one transaction, once and never again.
public record FirstStart(
        Database db,
        Changes changes,
        RealmStore realms,
        PlantManagement management,
        CreateRealm createRealm,
        CreateUser createUser,
        SetPassword passwords,
        RoleStore roles,
        GrantRole grantRole,
        RegisterClient registerClient,
        SecretMaker secrets,
        InstantSource clock) {

    /// The client that administrators' tools sign in with, by the name that they know.
    public static final String ADMIN_CLI = "admin-cli";

    private static final int SHORTEST_SECRET = 32;
    private static final Actor SERVER = Actor.operator("this server");

    /// What the operator has chosen; what is absent is drawn.
    public record Wish(
            @Nullable String username,
            @Nullable String password,
            @Nullable String clientId,
            @Nullable String clientSecret) {}

    /// @param drawnPassword to be shown once; absent when the operator chose it
    public record Administrator(String username, @Nullable String drawnPassword) {}

    /// Absent when the server has been started before.
    public Optional<Administrator> run(Wish wish) {
        if (!realms.isEmpty()) {
            management.plantMissing(SERVER);
            return Optional.empty();
        }
        var username = wish.username() == null ? "admin" : wish.username();
        var chosen = wish.password();
        var password = chosen == null ? RandomToken.base62(24) : chosen;
        var hash = passwords.hashed(password);
        return db.unit(() -> {
            // of two nodes that start at once the later one waits here, and finds that all is done
            changes.hold();
            if (!realms.isEmpty()) return Optional.<Administrator>empty();
            var master = createRealm.plant(SERVER, null, Realm.MASTER, RealmSettings.named("Master"));
            var settings = UserSettings.named(username);
            grantAdmin(
                    master,
                    createUser.plant(SERVER, master, null, settings, hash).id());
            registerClient.plant(SERVER, master, ADMIN_CLI, adminCli(), true);
            if (wish.clientId() != null && wish.clientSecret() != null)
                plantClient(master, wish.clientId(), wish.clientSecret());
            return Optional.of(new Administrator(username, chosen == null ? password : null));
        });
    }

    private void plantClient(Realm master, String clientId, String secret) {
        // the right secret of a client always passes, however many wrong ones came before it: so none can be guessed
        if (secret.length() < SHORTEST_SECRET)
            throw Refused.invalid(
                    "secret", "32 characters at least: draw one, such as by openssl rand -hex 32, and start again.");
        var client = registerClient.plant(SERVER, master, clientId, automation(), false);
        secrets.insert(client, "bootstrap", secret, null, clock.instant());
        grantAdmin(master, client.serviceAccount());
    }

    private void grantAdmin(Realm master, SubjectId subject) {
        var admin = roles.find(master.id(), AdminRole.ADMIN.roleName).orElseThrow();
        grantRole.plant(SERVER, admin, subject);
    }

    static ClientSettings adminCli() {
        return settings("Administration by command line", true, Grant.PASSWORD, Grant.DEVICE_CODE);
    }

    private static ClientSettings automation() {
        return settings("Automation", false, Grant.CLIENT_CREDENTIALS);
    }

    private static ClientSettings settings(String name, boolean publicClient, Grant... grants) {
        return ClientSettings.named(
                name,
                publicClient,
                List.of(grants),
                List.of(
                        BuiltInScope.PROFILE.scopeName,
                        BuiltInScope.EMAIL.scopeName,
                        BuiltInScope.ROLES.scopeName,
                        BuiltInScope.BASIC.scopeName,
                        BuiltInScope.CHANCERY_ADMIN.scopeName),
                List.of(BuiltInScope.OPENID.scopeName));
    }
}
