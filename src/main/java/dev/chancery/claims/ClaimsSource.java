package dev.chancery.claims;

import dev.chancery.client.Client;
import dev.chancery.group.Memberships.Membership;
import dev.chancery.realm.Attributes;
import dev.chancery.realm.Realm;
import dev.chancery.role.HeldRoles.Held;
import dev.chancery.user.User;
import org.jspecify.annotations.Nullable;

/// What claims are made from.
///
/// @param user the person; absent when the client acts on its own behalf
/// @param held what the subject holds
/// @param memberships what the person is in
/// @param authentication how the subject was authenticated
public record ClaimsSource(
        Realm realm,
        Client client,
        @Nullable User user,
        Read<Held> held,
        Read<Membership> memberships,
        Authentication authentication) {

    public Held roles() {
        return held.get();
    }

    public Membership groups() {
        return memberships.get();
    }

    /// How the subject is called: a person's user name, or the conventional one of a service account.
    public String username() {
        return user == null ? client.serviceAccountName() : user.settings().username();
    }

    public String subject() {
        return user == null ? client.serviceAccount().value() : user.id().value();
    }

    public @Nullable String email() {
        return user == null
                ? client.settings().serviceAccount().email()
                : user.settings().email();
    }

    public boolean emailVerified() {
        return user == null
                ? client.settings().serviceAccount().emailVerified()
                : user.settings().emailVerified();
    }

    public String firstName() {
        return user == null
                ? client.settings().serviceAccount().firstName()
                : user.settings().firstName();
    }

    public String lastName() {
        return user == null
                ? client.settings().serviceAccount().lastName()
                : user.settings().lastName();
    }

    public Attributes attributes() {
        return user == null
                ? client.settings().serviceAccount().attributes()
                : user.settings().attributes();
    }
}
