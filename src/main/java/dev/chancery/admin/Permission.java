package dev.chancery.admin;

/// What an administrator may do in a realm. Managing a thing always includes seeing it.
public enum Permission {
    VIEW_REALMS,
    MANAGE_REALMS,
    VIEW_CLIENTS,
    /// To register them, and no more.
    CREATE_CLIENTS,
    MANAGE_CLIENTS,
    VIEW_USERS,
    MANAGE_USERS,
    VIEW_EVENTS
}
