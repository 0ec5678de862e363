package dev.chancery.db;

/// What a change is about, in the words of who announces it.
public record Thing(String realm, String kind, String subject) {

    /// All of that kind in the realm.
    public static Thing anyOf(String realm, String kind) {
        return new Thing(realm, kind, "");
    }
}
