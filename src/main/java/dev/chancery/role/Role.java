package dev.chancery.role;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Rights;
import dev.chancery.id.ClientKey;
import dev.chancery.id.RealmId;
import dev.chancery.id.RoleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A role of a realm or of one of its clients, named in the tokens of those who hold it. The built-in ones also carry
/// permissions on this server.
///
/// @param client whose role it is; absent for the realm's own
/// @param rights what it lets its holders do on this server
/// @param composite whoever holds it holds others too
public record Role(
        RoleId id,
        RealmId realm,
        @Nullable Owner client,
        String name,
        RoleSettings settings,
        boolean composite,
        boolean builtIn,
        Rights rights,
        Instant createdAt,
        long version) {

    /// The client that a role belongs to.
    public record Owner(ClientKey id, String clientId) {}

    /// As the audit trail names it beside something else.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Told(String roleId, String role, @Nullable String client) {}

    public Told told() {
        return new Told(id.value(), name, client == null ? null : client.clientId());
    }

    public boolean administers() {
        return !rights.areNone();
    }
}
