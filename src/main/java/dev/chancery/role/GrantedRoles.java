package dev.chancery.role;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;

/// The roles that were granted to somebody, by name, and the change from some to others.
public record GrantedRoles(RoleStore roles, GrantRole grant) {

    /// Those that were granted directly, whatever else comes with them.
    public RoleNames of(RealmId realm, SubjectId holder) {
        return RoleNames.of(
                roles.heldBy(realm, holder).stream().map(RoleMapping::role).toList());
    }

    /// Between what the caller saw and what they want; what others granted meanwhile stays. `member` names a role that
    /// is not there.
    public void change(Actor actor, Realm realm, SubjectId holder, RoleNames seen, RoleNames wanted, String member) {
        if (seen.equals(wanted)) return;
        // which roles there are is for those who may grant some
        actor.require(Permission.MANAGE_USERS, realm.id());
        for (var role : roles.allNamed(realm.id(), wanted.without(seen), member)) grant.run(actor, realm, role, holder);
        var removed = seen.without(wanted);
        for (var mapping : roles.heldBy(realm.id(), holder))
            if (removed.has(mapping.role())) grant.withdraw(actor, realm, mapping);
    }

    /// Also those of clients in the bin.
    public void withdrawAll(Actor actor, Realm realm, SubjectId holder) {
        for (var mapping : roles.heldBy(realm.id(), holder)) grant.withdraw(actor, realm, mapping);
        roles.withdrawAll(realm.id(), holder);
    }
}
