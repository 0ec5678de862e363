package dev.chancery.group;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.realm.Attributes;

/// What may be changed about a group, beside its name and place.
///
/// @param attributes what its members have where they have none of their own
public record GroupSettings(String description, Attributes attributes) {

    GroupSettings validated() {
        if (description.length() > 500 || description.chars().anyMatch(Character::isISOControl))
            throw invalid("description", "At most 500 characters, none of them a control character.");
        attributes.validated("attributes");
        return this;
    }
}
