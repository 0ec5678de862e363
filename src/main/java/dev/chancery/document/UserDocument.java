package dev.chancery.document;

import static dev.chancery.document.Member.or;
import static dev.chancery.document.Member.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.realm.Attributes;
import dev.chancery.realm.Realm;
import dev.chancery.user.RequiredAction;
import dev.chancery.user.User;
import dev.chancery.user.UserSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A person as the API shows and takes them. Absent members take their defaults when an account is made.
///
/// @param notBefore tokens issued to them earlier than this are void, in seconds since the epoch
/// @param attributes each name with its values
/// @param requiredActions what they must do at their next sign-in; until then they get no token
/// @param password only when an account is made; never shown, nor anything that is kept of it
@JsonInclude(JsonInclude.Include.ALWAYS)
public record UserDocument(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String id,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String realmName,
        @Nullable String username,
        @Nullable String email,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Boolean enabled,
        @Nullable Boolean emailVerified,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String createdAt,
        @Nullable Long notBefore,
        @Nullable Map<String, List<String>> attributes,
        @Nullable List<RequiredAction> requiredActions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String password) {

    /// Members that say who somebody is, and can be sent back but not changed.
    public static final Set<String> READ_ONLY = Set.of("id", "realmName", "createdAt");

    public static UserDocument of(Realm realm, User user) {
        var settings = user.settings();
        return new UserDocument(
                user.id().value(),
                realm.name(),
                settings.username(),
                settings.email(),
                settings.firstName(),
                settings.lastName(),
                settings.enabled(),
                settings.emailVerified(),
                Member.time(user.createdAt()),
                settings.notBefore(),
                settings.attributes().values(),
                settings.requiredActions(),
                null);
    }

    public UserSettings settings() {
        return new UserSettings(
                required("username", username),
                email,
                or(emailVerified, false),
                or(firstName, ""),
                or(lastName, ""),
                or(enabled, true),
                or(notBefore, 0L),
                new Attributes(or(attributes, Map.of())),
                or(requiredActions, List.of()));
    }
}
