package dev.chancery.user;

import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.time.Instant;

/// A person. The `id` is the `sub` of their tokens: OpenID Connect Core §2.
public record User(SubjectId id, RealmId realm, UserSettings settings, Instant createdAt, long version) {}
