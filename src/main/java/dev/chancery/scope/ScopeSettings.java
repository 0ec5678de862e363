package dev.chancery.scope;

import static dev.chancery.admin.Refused.invalid;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/// What an administrator may change about a scope.
///
/// @param includeInTokenScope whether `scope` names it where it was granted; the hidden ones only add claims
/// @param realmDefault what new clients of the realm are given, as far as it is hidden
/// @param consentText what people are asked to agree to; its name, when empty
/// @param mappers the claims that it stands for
public record ScopeSettings(
        String description,
        boolean includeInTokenScope,
        Assignment realmDefault,
        String consentText,
        List<ProtocolMapper> mappers) {

    public ScopeSettings {
        mappers = List.copyOf(mappers);
    }

    /// Whether every new client of the realm gets it, asked or not.
    @JsonIgnore
    public boolean isForAll() {
        return !includeInTokenScope && realmDefault == Assignment.DEFAULT;
    }

    ScopeSettings validated(MapperRules rules) {
        requireText("description", description);
        requireText("consentText", consentText);
        return new ScopeSettings(
                description, includeInTokenScope, realmDefault, consentText, rules.settledOfScope(mappers));
    }

    private static void requireText(String member, String text) {
        if (text.length() > 500 || text.chars().anyMatch(Character::isISOControl))
            throw invalid(member, "At most 500 characters, none of them a control character.");
    }
}
