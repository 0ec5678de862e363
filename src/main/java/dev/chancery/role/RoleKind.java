package dev.chancery.role;

/// Whose a role is.
public enum RoleKind {
    REALM("realm"),
    CLIENT("client");

    public final String wire;

    RoleKind(String wire) {
        this.wire = wire;
    }
}
