package dev.chancery.bootstrap;

import dev.chancery.admin.Actor;
import dev.chancery.client.AccountRoles;
import dev.chancery.client.ChangeClient;
import dev.chancery.client.Client;
import dev.chancery.client.ClientSettings;
import dev.chancery.client.ClientStore;
import dev.chancery.client.Grant;
import dev.chancery.client.RegisterClient;
import dev.chancery.client.Registrations;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.realm.Realm;
import dev.chancery.scope.BuiltInScope;
import java.util.List;

/// The client that the console is in a realm: made when somebody first comes to its door there, and told where the
/// server is reached now. Whatever else an administrator changes about it stays as it is.
public record PlantConsole(
        Database db,
        Changes changes,
        ClientStore clients,
        Registrations registrations,
        RegisterClient register,
        ChangeClient change) {
    public static final String CLIENT_ID = "chancery-console";

    private static final Actor SERVER = Actor.operator("this server");

    /// @param signedIn where people come back to, and `signedOut` where they are led afterwards
    public record Address(String root, String signedIn, String signedOut) {}

    public void in(Realm realm, Address address) {
        var known = registrations.find(realm.id(), CLIENT_ID);
        if (known.isPresent() && isAt(known.get().client(), address)) return;
        db.unit(() -> {
            // of two visitors at once the later one waits here, and finds that all is done
            changes.hold();
            var there = clients.find(realm.id(), CLIENT_ID);
            if (there.isEmpty()) register.plant(SERVER, realm, CLIENT_ID, settings(address), true);
            else if (!isAt(there.get(), address))
                change.run(
                        SERVER, realm, there.get(), moved(there.get().settings(), address), AccountRoles.Change.NONE);
        });
    }

    private static boolean isAt(Client client, Address address) {
        var settings = client.settings();
        return settings.rootUrl().equals(address.root())
                && settings.redirectUris().contains(address.signedIn())
                && settings.postLogoutRedirectUris().contains(address.signedOut());
    }

    private static ClientSettings settings(Address address) {
        return moved(named(), address);
    }

    private static ClientSettings named() {
        return ClientSettings.named(
                "Console",
                true,
                List.of(Grant.AUTHORIZATION_CODE, Grant.REFRESH_TOKEN),
                List.of(
                        BuiltInScope.PROFILE.scopeName,
                        BuiltInScope.ROLES.scopeName,
                        BuiltInScope.BASIC.scopeName,
                        BuiltInScope.CHANCERY_ADMIN.scopeName),
                List.of(BuiltInScope.OPENID.scopeName));
    }

    /// As it was made, where it is.
    static ClientSettings opened(ClientSettings there) {
        return named().at(there.rootUrl(), there.redirectUris(), there.postLogoutRedirectUris());
    }

    private static ClientSettings moved(ClientSettings settings, Address address) {
        return settings.at(address.root(), List.of(address.signedIn()), List.of(address.signedOut()));
    }
}
