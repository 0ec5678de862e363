package dev.chancery.document;

import dev.chancery.user.SetPassword;

/// What a realm's document consists of, in its order.
public record RealmSections(
        RealmSection realm,
        ScopesSection scopes,
        RolesSection roles,
        ClientsSection clients,
        GroupsSection groups,
        UsersSection users,
        SetPassword passwords) {}
