package dev.chancery.user;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.realm.Attributes;
import dev.chancery.realm.NotBefore;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an administrator may change about a person. E-mail and names are never required.
///
/// @param notBefore tokens issued to them earlier than this are void, in seconds since the epoch
/// @param requiredActions what they must do when they next sign in; until then they get no token
public record UserSettings(
        String username,
        @Nullable String email,
        boolean emailVerified,
        String firstName,
        String lastName,
        boolean enabled,
        long notBefore,
        Attributes attributes,
        List<RequiredAction> requiredActions) {

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@,;<>\"()\\[\\]\\\\]{1,64}@[^\\s@,;<>\"()\\[\\]\\\\]{1,190}");

    public UserSettings {
        requiredActions = List.copyOf(requiredActions);
    }

    /// With nothing but a name.
    public static UserSettings named(String username) {
        return new UserSettings(username, null, false, "", "", true, 0, Attributes.NONE, List.of());
    }

    /// An address that is new is unproved.
    UserSettings named(@Nullable String address, String first, String last) {
        var proved = emailVerified && address != null && address.equals(email);
        return new UserSettings(
                username, address, proved, first, last, enabled, notBefore, attributes, requiredActions);
    }

    UserSettings with(List<RequiredAction> actions) {
        return new UserSettings(
                username, email, emailVerified, firstName, lastName, enabled, notBefore, attributes, actions);
    }

    public UserSettings validated(Instant now) {
        LoginName.of("username", username);
        if (email != null) {
            requireEmail("email", email);
            LoginName.of("email", email);
        }
        requireName("firstName", firstName);
        requireName("lastName", lastName);
        NotBefore.validate(notBefore, now);
        attributes.validated("attributes");
        if (new HashSet<>(requiredActions).size() != requiredActions.size())
            throw invalid("requiredActions", "No entry twice.");
        return this;
    }

    public static void requireEmail(String member, String email) {
        if (!EMAIL.matcher(email).matches()) throw invalid(member, "One e-mail address, such as ada@example.com.");
    }

    public static void requireName(String member, String name) {
        if (name.length() > 255 || name.chars().anyMatch(Character::isISOControl))
            throw invalid(member, "At most 255 characters, none of them a control character.");
    }
}
