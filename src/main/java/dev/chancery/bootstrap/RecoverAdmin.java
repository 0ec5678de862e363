package dev.chancery.bootstrap;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.client.AccountRoles;
import dev.chancery.client.ChangeClient;
import dev.chancery.client.ClientSettings;
import dev.chancery.client.ClientStore;
import dev.chancery.client.Grant;
import dev.chancery.crypto.PasswordHash;
import dev.chancery.crypto.RandomToken;
import dev.chancery.db.Database;
import dev.chancery.db.StartRefusal;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.factor.RemoveFactor;
import dev.chancery.realm.ChangeRealm;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmStore;
import dev.chancery.role.GrantRole;
import dev.chancery.role.RoleStore;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.user.ChangeUser;
import dev.chancery.user.CreateUser;
import dev.chancery.user.LoginName;
import dev.chancery.user.SetPassword;
import dev.chancery.user.User;
import dev.chancery.user.UserSettings;
import dev.chancery.user.UserStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The way back in for whoever can open the store itself: an administrator of `master` with a fresh password, on
/// record.
public record RecoverAdmin(
        Database db,
        RealmStore realms,
        ChangeRealm changeRealm,
        ClientStore clients,
        ChangeClient changeClient,
        UserStore users,
        CreateUser createUser,
        ChangeUser changeUser,
        SetPassword passwords,
        RemoveFactor removeFactor,
        RoleStore roles,
        GrantRole grantRole,
        AuditTrail trail,
        InstantSource clock) {

    /// @param password to be shown once
    /// @param created whether nobody had that name before
    public record Recovered(String username, String password, boolean created) {}

    public Recovered run(Actor operator, String name) {
        var password = RandomToken.base62(24);
        var hash = passwords.hashed(password);
        return db.unit(() -> {
            var master = passable(operator, master());
            open(operator, master, FirstStart.ADMIN_CLI, this::adminCli);
            open(operator, master, PlantConsole.CLIENT_ID, this::console);
            var found = users.find(master.id(), LoginName.of(name));
            var user = found.isPresent() ? enabled(operator, master, found.get()) : made(operator, master, name, hash);
            passwords.run(operator, master, user, hash);
            grantRole.plant(
                    operator, roles.find(master.id(), AdminRole.ADMIN.roleName).orElseThrow(), user.id());
            var username = user.settings().username();
            trail.append(
                    operator,
                    master.id(),
                    Event.ADMIN_RECOVERED,
                    user.id().value(),
                    null,
                    Map.of("username", username, "created", found.isEmpty()));
            return new Recovered(username, password, found.isEmpty());
        });
    }

    private Realm master() {
        return realms.find(Realm.MASTER)
                .orElseThrow(
                        () -> new StartRefusal(
                                "This database has no realm master yet: start the server, which makes it and an administrator."));
    }

    /// Nobody could bring a second factor along to `admin-cli`, nor a token that counts before its time.
    private Realm passable(Actor operator, Realm master) {
        var opened = master.settings().opened(clock.instant());
        return opened.equals(master.settings()) ? master : changeRealm.run(operator, master, opened);
    }

    /// As it was made, if it would not let an administrator in. One that nobody has needed yet is made when they come.
    private void open(Actor operator, Realm master, String clientId, UnaryOperator<ClientSettings> opened) {
        clients.find(master.id(), clientId)
                .ifPresent(client -> changeClient.run(
                        operator, master, client, opened.apply(client.settings()), AccountRoles.Change.NONE));
    }

    private ClientSettings adminCli(ClientSettings there) {
        return letsIn(there, Grant.PASSWORD) ? there : FirstStart.adminCli();
    }

    private ClientSettings console(ClientSettings there) {
        var openid = BuiltInScope.OPENID.scopeName;
        var asked = there.scopes().contains(openid) || there.optionalScopes().contains(openid);
        return asked && letsIn(there, Grant.AUTHORIZATION_CODE) ? there : PlantConsole.opened(there);
    }

    private boolean letsIn(ClientSettings settings, Grant grant) {
        return settings.enabled()
                && settings.publicClient()
                && settings.allows(grant)
                && settings.scopes().contains(BuiltInScope.CHANCERY_ADMIN.scopeName)
                && settings.notBefore() <= clock.instant().getEpochSecond();
    }

    /// Whoever was signed in under this name until now is not any more.
    private User enabled(Actor operator, Realm master, User user) {
        var was = user.settings();
        var now = clock.instant().getEpochSecond();
        var settings = new UserSettings(
                was.username(),
                was.email(),
                was.emailVerified(),
                was.firstName(),
                was.lastName(),
                true,
                now,
                was.attributes(),
                List.of());
        removeFactor.all(operator, master, user);
        return changeUser.run(operator, master, user, settings);
    }

    private User made(Actor operator, Realm master, String name, PasswordHash hash) {
        var settings = UserSettings.named(name);
        return createUser.plant(operator, master, null, settings, hash);
    }
}
