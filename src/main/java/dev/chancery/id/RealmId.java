package dev.chancery.id;

import dev.chancery.db.TextId;

/// The identifier of a realm.
public record RealmId(String value) implements TextId {

    @Override
    public String toString() {
        return value;
    }
}
