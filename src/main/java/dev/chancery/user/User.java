package dev.chancery.user;

import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.time.Instant;

/// A person. The `id` is the `sub` of their tokens: OpenID Connect Core §2.
public record User(SubjectId id, RealmId realm, UserSettings settings, Instant createdAt, long version) {

    /// As the audit trail names people.
    public String label(Realm home) {
        return "user:%s@%s".formatted(settings.username(), home.name());
    }

    User with(UserSettings changed) {
        return new User(id, realm, changed, createdAt, version);
    }
}
