package dev.chancery.golden;

import dev.chancery.admin.Actor;
import dev.chancery.client.Client;
import dev.chancery.client.ClientStore;
import dev.chancery.client.Grant;
import dev.chancery.issue.PreviewToken;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.user.User;
import dev.chancery.user.UserStore;
import java.util.Optional;

/// Tells a token as the database would have it at this moment; inside a unit, by what the unit has done so far.
public record ForetellToken(Realms realms, ClientStore clients, UserStore users, PreviewToken preview) {

    /// Absent where nobody could ask for it: realm, client or person are gone, or the client never acts on its own
    /// behalf and nobody expects it to.
    public Optional<ForetoldToken> run(Actor actor, WatchedToken token) {
        return realms.find(token.realm())
                .filter(realm -> realm.deletedAt() == null)
                .flatMap(realm -> clients.find(realm.id(), token.client())
                        .filter(client -> client.deletedAt() == null && isAsked(client, token))
                        .flatMap(client -> foretold(actor, realm, client, token)));
    }

    private Optional<ForetoldToken> foretold(Actor actor, Realm realm, Client client, WatchedToken token) {
        User person = null;
        if (token.person() != null) {
            person = users.find(realm.id(), token.person()).orElse(null);
            if (person == null) return Optional.empty();
        }
        return Optional.of(ForetoldToken.of(preview.run(actor, realm, client, person, token.scope())));
    }

    private static boolean isAsked(Client client, WatchedToken token) {
        return token.isGolden() || client.settings().allows(Grant.CLIENT_CREDENTIALS);
    }
}
