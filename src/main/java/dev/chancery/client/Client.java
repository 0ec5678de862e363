package dev.chancery.client;

import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import dev.chancery.realm.Realm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A registered client: RFC 6749 §2.
///
/// @param clientId the wire's `client_id`, unique in its realm
/// @param serviceAccount the `sub` of tokens it gets on its own behalf
/// @param builtIn it belongs to the server and cannot be deleted
/// @param manages the realm that holders of its roles administer; absent for all but two of each realm
/// @param version counts the changes; it is the entity tag of the REST representation
/// @param deletedAt when it was put into the bin; absent while it is in use
public record Client(
        ClientKey id,
        RealmId realm,
        String clientId,
        ClientSettings settings,
        SubjectId serviceAccount,
        boolean builtIn,
        @Nullable RealmId manages,
        Instant createdAt,
        long version,
        @Nullable Instant deletedAt) {

    /// As the audit trail names clients.
    public String label(Realm home) {
        return "client:%s@%s".formatted(clientId, home.name());
    }

    /// As people see the service account: the name that clients in the field look for.
    public String serviceAccountName() {
        return serviceAccountName(clientId);
    }

    public static String serviceAccountName(String clientId) {
        return "service-account-" + clientId;
    }

    public Client with(ClientSettings changed, long newVersion) {
        return new Client(
                id, realm, clientId, changed, serviceAccount, builtIn, manages, createdAt, newVersion, deletedAt);
    }
}
