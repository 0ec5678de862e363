package dev.chancery.claims;

import dev.chancery.client.Client;
import dev.chancery.realm.Realm;
import dev.chancery.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What claims are made from.
///
/// @param user the person; absent when the client acts on its own behalf
/// @param roles names of the roles that the subject holds
public record ClaimsSource(
        Realm realm, Client client, @Nullable User user, List<String> roles) {

    /// How the subject is called: a person's user name, or the conventional one of a service account.
    public String subjectName() {
        return user == null ? client.serviceAccountName() : user.settings().username();
    }
}
