package dev.chancery.scope;

/// How a scope is given: not at all, always, or when asked for.
public enum Assignment {
    NONE,
    DEFAULT,
    OPTIONAL
}
