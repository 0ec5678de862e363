package dev.chancery.document;

import dev.chancery.admin.Actor;
import dev.chancery.client.Client;
import dev.chancery.client.ClientSecret;
import dev.chancery.client.ClientSecretStore;
import dev.chancery.client.ManageSecrets;
import dev.chancery.json.JsonText;
import dev.chancery.realm.Realm;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;

/// The secrets of the clients of a realm's document.
public record ClientSecrets(ClientSecretStore store, ManageSecrets manage, InstantSource clock) {
    static final String MEMBER = "secrets";

    ArrayNode shown(Client client) {
        var shown = JsonText.MAPPER.createArrayNode();
        working(client)
                .sorted(Comparator.comparing(ClientSecret::name)
                        .thenComparing(secret -> secret.hash().text()))
                .forEach(secret -> shown.add(JsonText.tree(SecretDocument.of(secret))));
        return shown;
    }

    /// True when it changed anything: the client has what the document names; with `prune`, nothing else.
    boolean bring(Actor actor, Realm realm, Client client, Entry named, boolean prune) {
        var entries = RealmConfiguration.entries(named, MEMBER);
        if (entries == null) return false;
        var before = working(client).map(ClientSecret::id).toList();
        var changed = false;
        for (var entry : entries) changed |= entry.place().of(() -> brought(actor, realm, client, entry));
        if (prune) changed |= named.place().of(() -> revokeOthers(actor, realm, client, before, entries));
        return changed;
    }

    private boolean brought(Actor actor, Realm realm, Client client, Entry entry) {
        entry.place().requireInFull(entry.members());
        var secret = entry.as(SecretDocument.class);
        return manage.bring(actor, realm, client, entry.required("name"), secret.brought(entry.place()), secret.end());
    }

    private boolean revokeOthers(Actor actor, Realm realm, Client client, List<String> before, List<Entry> entries) {
        var wanted = entries.stream()
                .map(entry -> entry.as(SecretDocument.class).brought(entry.place()))
                .toList();
        var others = working(client)
                .filter(secret -> before.contains(secret.id()))
                .filter(secret -> wanted.stream().noneMatch(brought -> manage.is(secret, brought)))
                .toList();
        for (var secret : others) manage.revoke(actor, realm, client, secret.id());
        return !others.isEmpty();
    }

    private Stream<ClientSecret> working(Client client) {
        var now = clock.instant();
        return store.all(client.id()).stream().filter(secret -> secret.worksAt(now));
    }
}
