package dev.chancery.document;

import static dev.chancery.document.Member.or;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.client.ServiceAccount;
import dev.chancery.realm.Attributes;
import dev.chancery.role.RoleNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The service account of a client, as a member of the client.
///
/// @param attributes each name with its values
/// @param roles names of the realm's roles that were granted to it
/// @param clientRoles the same of the roles of clients, by their `clientId`
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ServiceAccountDocument(
        @Nullable String email,
        @Nullable Boolean emailVerified,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Map<String, List<String>> attributes,
        @Nullable List<String> roles,
        @Nullable Map<String, List<String>> clientRoles) {

    public static ServiceAccountDocument of(ServiceAccount account, RoleNames roles) {
        return new ServiceAccountDocument(
                account.email(),
                account.emailVerified(),
                account.firstName(),
                account.lastName(),
                account.attributes().values(),
                roles.realm(),
                roles.clients());
    }

    public RoleNames granted() {
        return new RoleNames(or(roles, List.of()), or(clientRoles, Map.of()));
    }

    public ServiceAccount account() {
        return new ServiceAccount(
                email,
                or(emailVerified, false),
                or(firstName, ""),
                or(lastName, ""),
                new Attributes(or(attributes, Map.of())));
    }
}
