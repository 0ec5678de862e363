package dev.chancery.api;

import static dev.chancery.api.ApiRequest.or;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.client.ServiceAccount;
import dev.chancery.realm.Attributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The service account of a client, as a member of the client.
///
/// @param attributes each name with its values
/// @param roles names of the realm's roles that it holds
@JsonInclude(JsonInclude.Include.ALWAYS)
record ServiceAccountDocument(
        @Nullable String email,
        @Nullable Boolean emailVerified,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Map<String, List<String>> attributes,
        @Nullable List<String> roles) {

    static ServiceAccountDocument of(ServiceAccount account, List<String> roles) {
        return new ServiceAccountDocument(
                account.email(),
                account.emailVerified(),
                account.firstName(),
                account.lastName(),
                account.attributes().values(),
                roles);
    }

    ServiceAccount account() {
        return new ServiceAccount(
                email,
                or(emailVerified, false),
                or(firstName, ""),
                or(lastName, ""),
                new Attributes(or(attributes, Map.of())));
    }
}
