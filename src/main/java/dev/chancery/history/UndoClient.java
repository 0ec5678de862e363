package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.client.AccountRoles;
import dev.chancery.client.ChangeClient;
import dev.chancery.client.Client;
import dev.chancery.client.ClientSettings;
import dev.chancery.client.ClientStore;
import dev.chancery.client.DeleteClient;
import dev.chancery.client.SecretStorage;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import java.util.EnumSet;
import java.util.Set;

/// A client's settings as they were; a new client into the bin, a deleted one out of it. Its roles go and come with it.
public record UndoClient(ClientStore clients, ChangeClient change, DeleteClient delete, Since since)
        implements Inverse {

    @Override
    public Set<Event> events() {
        return EnumSet.of(
                Event.CLIENT_CREATED,
                Event.CLIENT_UPDATED,
                Event.CLIENT_DELETED,
                Event.CLIENT_RESTORED,
                Event.ROLES_BINNED,
                Event.ROLES_RESTORED);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        var id = new ClientKey(line.subject());
        switch (line.event()) {
            case CLIENT_DELETED -> delete.restore(undoing.actor(), undoing.realm(), id);
            case CLIENT_UPDATED -> update(undoing, line, inUse(undoing, id));
            case CLIENT_CREATED -> {
                var client = inUse(undoing, id);
                Difference.requireSame(line.after().path("settings"), Difference.tree(client.settings()));
                delete.run(undoing.actor(), undoing.realm(), client);
            }
            case CLIENT_RESTORED -> {
                since.requireUnchanged(undoing, id);
                delete.run(undoing.actor(), undoing.realm(), inUse(undoing, id));
            }
            default -> {} // what the client's own line brought about
        }
    }

    private void update(Undoing undoing, Line line, Client client) {
        var present = client.settings();
        var tree = Difference.undone(line.changesToUndo(undoing), Difference.tree(present));
        var settings = line.read(tree, ClientSettings.class);
        change.run(undoing.actor(), undoing.realm(), client, settings, AccountRoles.Change.NONE);
        if (present.publicClient() && !settings.publicClient())
            undoing.leave("The secrets of %s ended when it became public: add a new one.".formatted(client.clientId()));
        else if (present.secretStorage() == SecretStorage.HASHED && settings.secretStorage() != SecretStorage.HASHED)
            undoing.leave("What the secrets of %s are was forgotten: only new ones can be read."
                    .formatted(client.clientId()));
    }

    private Client inUse(Undoing undoing, ClientKey id) {
        return clients.find(undoing.realm().id(), id)
                .filter(found -> found.deletedAt() == null)
                .orElseThrow(() -> Refused.notFound("The client is deleted."));
    }
}
