package dev.chancery.scope;

import dev.chancery.crypto.RandomToken;
import dev.chancery.id.ScopeId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSeed;
import java.util.List;

/// The built-in scopes of a new realm.
public record PlantScopes(ScopeStore scopes, MapperRules rules) implements RealmSeed {

    @Override
    public void plant(Realm realm) {
        for (var scope : BuiltInScope.values())
            scopes.insert(new ClientScope(
                    new ScopeId(RandomToken.uuid()),
                    realm.id(),
                    scope.scopeName,
                    new ScopeSettings(
                            scope.description, scope.includeInTokenScope, scope.realmDefault, "", mappers(scope)),
                    true,
                    realm.createdAt(),
                    1));
    }

    private List<ProtocolMapper> mappers(BuiltInScope scope) {
        return rules.settledOfScope(BuiltInMappers.of(scope));
    }
}
