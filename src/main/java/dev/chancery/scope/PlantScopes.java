package dev.chancery.scope;

import dev.chancery.crypto.RandomToken;
import dev.chancery.id.ScopeId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSeed;

/// The built-in scopes of a new realm.
public record PlantScopes(ScopeStore scopes) implements RealmSeed {

    @Override
    public void plant(Realm realm) {
        for (var scope : BuiltInScope.values())
            scopes.insert(new ClientScope(
                    new ScopeId(RandomToken.uuid()),
                    realm.id(),
                    scope.scopeName,
                    new ScopeSettings(scope.description, scope.includeInTokenScope, scope.realmDefault),
                    true,
                    realm.createdAt(),
                    1));
    }
}
