package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.client.AccountRoles;
import dev.chancery.client.ChangeClient;
import dev.chancery.client.Client;
import dev.chancery.client.ClientStore;
import dev.chancery.client.DeleteClient;
import dev.chancery.client.Grant;
import dev.chancery.client.RegisterClient;
import dev.chancery.id.ClientKey;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import dev.chancery.role.RoleNames;
import dev.chancery.scope.ScopeStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The clients of a realm's document, with their mappers and service accounts. Their roles are a section each.
public record ClientsSection(
        ClientStore clients,
        ScopeStore scopes,
        AccountRoles roles,
        RegisterClient register,
        ChangeClient change,
        DeleteClient delete,
        ClientSecrets secrets)
        implements Section<Client> {

    static final Set<String> DECIDED = Set.of(
            "clientSecret",
            "realmName",
            "createdAt",
            "deletedAt",
            "serviceAccountUsername",
            "authorizationServicesEnabled",
            "cibaGrantEnabled");
    static final String ROLES = "roles";

    @Override
    public String kind() {
        return "client";
    }

    @Override
    public String naming() {
        return "clientId";
    }

    @Override
    public String name(Client client) {
        return client.clientId();
    }

    @Override
    public String id(Client client) {
        return client.builtIn() ? "" : client.id().value();
    }

    @Override
    public Optional<Client> named(Realm realm, String name) {
        return clients.find(realm.id(), name);
    }

    @Override
    public Optional<Client> identified(Realm realm, String id) {
        return clients.find(realm.id(), new ClientKey(id)).filter(client -> client.deletedAt() == null);
    }

    /// Those that stand for the administration of a realm come and go with it.
    @Override
    public List<Client> all(Realm realm, int limit) {
        return clients.all(realm.id(), limit);
    }

    @Override
    public ObjectNode shown(Realm realm, Client client) {
        var acting = client.settings().allows(Grant.CLIENT_CREDENTIALS);
        var held = acting ? roles.of(client) : RoleNames.NONE;
        var document = ClientDocument.of(realm, client, null, scopes.allHidden(realm.id()), held);
        var shown = Shapes.shown(document, DECIDED, client.builtIn());
        if (client.builtIn()) shown.remove("serviceAccountId");
        return shown;
    }

    @Override
    public Set<String> decided() {
        return DECIDED;
    }

    @Override
    public Set<String> apart() {
        return Set.of(ROLES, ClientSecrets.MEMBER);
    }

    /// Its mappers and its service account may have roles that are not there yet. One that lies in the bin comes back.
    @Override
    public void create(Actor actor, Realm realm, Entry wish) {
        var client = wish.without(Set.of("mappers")).as(ClientDocument.class);
        var id = client.id() == null ? null : new ClientKey(client.id());
        if (id != null && clients.find(realm.id(), id).isPresent()) {
            delete.restore(actor, realm, id);
            return;
        }
        client.requireActing();
        var account = client.serviceAccountId() == null ? null : new SubjectId(client.serviceAccountId());
        var named = new RegisterClient.Wish(id, wish.required("clientId"), account);
        register.bare(actor, realm, named, client.settings(), RoleNames.NONE);
    }

    @Override
    public void change(Actor actor, Realm realm, Client client, Entry now, Entry wanted) {
        Shapes.requireSameName(wanted, "clientId", client.clientId());
        var wish = wanted.as(ClientDocument.class);
        if (wish.serviceAccountId() != null
                && !wish.serviceAccountId().equals(client.serviceAccount().value()))
            throw wanted.taken("serviceAccountId", "The service account of this client has another id.");
        wish.requireActing();
        var held = now.as(ClientDocument.class).roles();
        change.run(actor, realm, client, wish.settings(), new AccountRoles.Change(held, wish.roles()));
    }

    @Override
    public boolean equip(Actor actor, Realm realm, Client client, Entry named, boolean prune) {
        return secrets.bring(actor, realm, client, named, prune);
    }

    @Override
    public String credentials() {
        return ClientSecrets.MEMBER;
    }

    @Override
    public void delete(Actor actor, Realm realm, Client client) {
        delete.run(actor, realm, client);
    }

    @Override
    public Optional<SubjectId> subject(Client client) {
        return Optional.of(client.serviceAccount());
    }
}
