package dev.chancery.role;

import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import java.time.Instant;

/// A role of a realm, named in the tokens of those who hold it. The built-in ones also carry permissions on this
/// server.
public record Role(
        RoleId id, RealmId realm, String name, String description, boolean builtIn, Instant createdAt, long version) {}
