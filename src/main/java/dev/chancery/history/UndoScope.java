package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.client.ClientStore;
import dev.chancery.event.Event;
import dev.chancery.id.ClientKey;
import dev.chancery.id.ScopeId;
import dev.chancery.realm.Realm;
import dev.chancery.scope.ChangeScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.CreateScope;
import dev.chancery.scope.MapperRules;
import dev.chancery.scope.ScopeSettings;
import dev.chancery.scope.ScopeStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A scope's settings as they were; a new scope that no client has goes, a deleted one comes back with its id, by which
/// the clients that were not changed since have it again.
public record UndoScope(
        ScopeStore scopes,
        ClientStore clients,
        MapperRules mappers,
        CreateScope create,
        ChangeScope change,
        Since since)
        implements Inverse {
    private static final int FEW = 10;
    private static final int MOST = 1_000;

    @Override
    public Set<Event> events() {
        return EnumSet.of(Event.SCOPE_CREATED, Event.SCOPE_UPDATED, Event.SCOPE_DELETED);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        var id = new ScopeId(line.subject());
        if (line.event() == Event.SCOPE_DELETED) {
            restore(undoing, line, id);
            return;
        }
        var scope = scopes.find(undoing.realm().id(), id).orElseThrow(() -> Refused.notFound("The scope is deleted."));
        if (line.event() == Event.SCOPE_UPDATED) update(undoing, line, scope);
        else {
            requireNew(undoing, line, scope);
            change.delete(undoing.actor(), undoing.realm(), scope);
        }
    }

    private void update(Undoing undoing, Line line, ClientScope scope) {
        var tree = Difference.undone(line.changesToUndo(undoing), Difference.tree(scope.settings()));
        var settings = line.read(tree, ScopeSettings.class);
        if (mappers.giveMore(settings.mappers(), scope.settings().mappers()))
            since.requireUnchanged(undoing, having(undoing, scope.id()));
        change.run(undoing.actor(), undoing.realm(), scope, settings);
    }

    private void restore(Undoing undoing, Line line, ScopeId id) {
        var settings = line.read(line.before().path("settings"), ScopeSettings.class);
        var name = line.before().path("name").asString("");
        var having = having(undoing, id);
        if (mappers.giveMore(settings.mappers(), List.of())) since.requireUnchanged(undoing, having);
        create.run(undoing.actor(), undoing.realm(), id, name, settings);
        var told = line.before().path("clients");
        var lost = had(line).stream().filter(client -> !having.contains(client)).toList();
        if (!told.isArray() || line.before().path("more").asBoolean(false))
            undoing.leave("Clients that were changed since may lack the scope %s.".formatted(name));
        else if (!lost.isEmpty())
            undoing.leave("Clients that were changed since don't have the scope %s again: %s."
                    .formatted(name, names(undoing.realm(), lost).collect(Collectors.joining(", "))));
    }

    private List<ClientKey> having(Undoing undoing, ScopeId id) {
        return scopes.allClientsWith(undoing.realm().id(), id, MOST + 1);
    }

    /// Those that had the scope when it was deleted, as far as the line tells.
    private static List<ClientKey> had(Line line) {
        return line.before()
                .path("clients")
                .valueStream()
                .map(client -> new ClientKey(client.asString("")))
                .toList();
    }

    private Stream<String> names(Realm realm, List<ClientKey> all) {
        return all.stream()
                .limit(FEW)
                .map(id -> clients.find(realm.id(), id).map(Client::clientId).orElse(id.value()));
    }

    /// One that came back may be had by those who had it before.
    private void requireNew(Undoing undoing, Line line, ClientScope scope) {
        Difference.requireSame(line.after().path("settings"), Difference.tree(scope.settings()));
        var before = since.undone(line)
                .filter(undone -> undone.event() == Event.SCOPE_DELETED && !undone.isErased())
                .map(UndoScope::had)
                .orElse(List.of());
        var others = having(undoing, scope.id()).stream()
                .filter(client -> !before.contains(client))
                .toList();
        Difference.requireNone("/clients", names(undoing.realm(), others));
    }
}
