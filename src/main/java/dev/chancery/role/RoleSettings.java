package dev.chancery.role;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.realm.Attributes;

/// What may be changed about a role.
///
/// @param byDefault every person of the realm holds it
public record RoleSettings(String description, Attributes attributes, boolean byDefault) {

    public static RoleSettings described(String description) {
        return new RoleSettings(description, Attributes.NONE, false);
    }

    RoleSettings validated() {
        if (description.length() > 500 || description.chars().anyMatch(Character::isISOControl))
            throw invalid("description", "At most 500 characters, none of them a control character.");
        attributes.validated("attributes");
        return this;
    }
}
