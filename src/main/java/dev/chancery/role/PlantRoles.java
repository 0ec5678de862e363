package dev.chancery.role;

import dev.chancery.admin.AdminRole;
import dev.chancery.admin.Rights;
import dev.chancery.crypto.RandomToken;
import dev.chancery.id.RoleId;
import dev.chancery.realm.Realm;
import dev.chancery.realm.RealmSeed;

/// The built-in roles of a new realm.
public record PlantRoles(RoleStore roles) implements RealmSeed {

    @Override
    public void plant(Realm realm) {
        for (var role : AdminRole.values())
            roles.insert(new Role(
                    new RoleId(RandomToken.uuid()),
                    realm.id(),
                    null,
                    role.roleName,
                    RoleSettings.described(role.description),
                    false,
                    true,
                    Rights.NONE,
                    realm.createdAt(),
                    1));
    }
}
