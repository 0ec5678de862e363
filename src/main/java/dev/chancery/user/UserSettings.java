package dev.chancery.user;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.realm.NotBefore;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an administrator may change about a person. E-mail and names are never required.
///
/// @param notBefore tokens issued to them earlier than this are void, in seconds since the epoch
public record UserSettings(
        String username,
        @Nullable String email,
        boolean emailVerified,
        String firstName,
        String lastName,
        boolean enabled,
        long notBefore) {

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@,;<>\"()\\[\\]\\\\]{1,64}@[^\\s@,;<>\"()\\[\\]\\\\]{1,190}");

    public UserSettings validated(Instant now) {
        LoginName.of("username", username);
        if (email != null) {
            if (!EMAIL.matcher(email).matches()) throw invalid("email", "One e-mail address, such as ada@example.com.");
            LoginName.of("email", email);
        }
        requireName("firstName", firstName);
        requireName("lastName", lastName);
        NotBefore.validate(notBefore, now);
        return this;
    }

    private static void requireName(String member, String name) {
        if (name.length() > 255 || name.chars().anyMatch(Character::isISOControl))
            throw invalid(member, "At most 255 characters, none of them a control character.");
    }
}
