package dev.chancery.user;

/// What people may be listed by: those without an e-mail address before those with one, and first who was made
/// last.
public enum UserOrder {
    USERNAME("username"),
    EMAIL("email"),
    CREATED_AT("createdAt");

    public final String wire;

    UserOrder(String wire) {
        this.wire = wire;
    }
}
