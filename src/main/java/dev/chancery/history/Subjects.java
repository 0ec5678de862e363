package dev.chancery.history;

import dev.chancery.client.Client;
import dev.chancery.client.ClientStore;
import dev.chancery.event.AuditEntry;
import dev.chancery.group.Group;
import dev.chancery.group.GroupStore;
import dev.chancery.id.ClientKey;
import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import dev.chancery.id.ScopeId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import dev.chancery.role.Role;
import dev.chancery.role.RoleStore;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ScopeStore;
import dev.chancery.user.UserStore;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the things are called that lines of the audit trail are about.
public record Subjects(
        Realms realms, ClientStore clients, ScopeStore scopes, RoleStore roles, GroupStore groups, UserStore users) {
    /// Topics whose lines tell of the thing itself.
    private static final Set<String> NAMED = Set.of("realm", "scope", "role", "group", "user");

    /// As it is called now, or as the line has it of what is gone; absent for what has no name.
    public Optional<String> name(AuditEntry entry) {
        var topic = entry.type().substring(0, entry.type().indexOf('.'));
        var name = called(topic, entry.realm(), entry.subject());
        return name.isEmpty() && NAMED.contains(topic) ? told(Line.of(entry)) : name;
    }

    private Optional<String> called(String topic, RealmId realm, String id) {
        return switch (topic) {
            case "realm" -> realms.find(new RealmId(id)).map(Realm::name);
            case "client" -> client(realm, id);
            case "scope" -> scopes.find(realm, new ScopeId(id)).map(ClientScope::name);
            case "role" -> roles.find(realm, new RoleId(id)).map(Role::name).or(() -> client(realm, id));
            case "group" -> groups.find(realm, new GroupId(id)).map(Group::name);
            default ->
                users.find(realm, new SubjectId(id))
                        .map(user -> user.settings().username())
                        .or(() -> clients.find(realm, new SubjectId(id)).map(Client::serviceAccountName));
        };
    }

    /// Also from the bin.
    private Optional<String> client(RealmId realm, String id) {
        return clients.find(realm, new ClientKey(id)).map(Client::clientId);
    }

    private static Optional<String> told(Line line) {
        return Stream.of("after", "before")
                .map(line.payload()::path)
                .flatMap(told -> Stream.of(
                        told.path("name"),
                        told.path("username"),
                        told.path("settings").path("username"),
                        told.path("groups").path(0).path("group").path("name")))
                .flatMap(name -> name.asStringOpt().stream())
                .findFirst();
    }
}
