package dev.chancery.group;

import dev.chancery.id.GroupId;
import dev.chancery.id.RealmId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A group of people.
///
/// @param parent the group that it is in; absent at the top
/// @param name unique beside its neighbours
public record Group(
        GroupId id,
        RealmId realm,
        @Nullable GroupId parent,
        String name,
        GroupSettings settings,
        Instant createdAt,
        long version) {}
