package dev.chancery.scope;

import static dev.chancery.admin.Refused.invalid;

/// What an administrator may change about a scope.
///
/// @param includeInTokenScope whether `scope` names it where it was granted; the hidden ones only add claims
/// @param realmDefault what new clients of the realm are given, as far as it is hidden
public record ScopeSettings(String description, boolean includeInTokenScope, Assignment realmDefault) {

    public ScopeSettings validated() {
        if (description.length() > 500) throw invalid("description", "At most 500 characters.");
        return this;
    }
}
