package dev.chancery.history;

import dev.chancery.admin.Refused;
import dev.chancery.client.ClientStore;
import dev.chancery.event.Event;
import dev.chancery.id.ScopeId;
import dev.chancery.scope.ChangeScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.CreateScope;
import dev.chancery.scope.ScopeSettings;
import dev.chancery.scope.ScopeStore;
import java.util.EnumSet;
import java.util.Set;

/// A scope's settings as they were; a new scope that no client has goes, a deleted one comes back with its id, by which
/// the clients that were not changed since have it again.
public record UndoScope(ScopeStore scopes, ClientStore clients, CreateScope create, ChangeScope change)
        implements Inverse {
    private static final int FEW = 10;

    @Override
    public Set<Event> events() {
        return EnumSet.of(Event.SCOPE_CREATED, Event.SCOPE_UPDATED, Event.SCOPE_DELETED);
    }

    @Override
    public void run(Undoing undoing, Line line) {
        var id = new ScopeId(line.subject());
        if (line.event() == Event.SCOPE_DELETED) {
            var settings = line.read(line.before().path("settings"), ScopeSettings.class);
            var name = line.before().path("name").asString();
            create.run(undoing.actor(), undoing.realm(), id, name, settings);
            return;
        }
        var scope = scopes.find(undoing.realm().id(), id).orElseThrow(() -> Refused.notFound("The scope is deleted."));
        if (line.event() == Event.SCOPE_UPDATED) {
            var settings = Difference.undone(line.changesToUndo(undoing), Difference.tree(scope.settings()));
            change.run(undoing.actor(), undoing.realm(), scope, line.read(settings, ScopeSettings.class));
        } else {
            requireNew(line, scope);
            change.delete(undoing.actor(), scope);
        }
    }

    private void requireNew(Line line, ClientScope scope) {
        Difference.requireSame(line.after().path("settings"), Difference.tree(scope.settings()));
        // one that came back is had by those who had it before
        if (!line.isUndo()) Difference.requireNone("/clients", clients.allNamesWith(scope, FEW).stream());
    }
}
