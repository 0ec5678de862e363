package dev.chancery.api;

import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Permission;
import dev.chancery.consent.Agreement;
import dev.chancery.consent.ConsentStore;
import dev.chancery.consent.WithdrawConsent;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ScopeStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/users/{id}/consents`: what a person lets clients do in their name, and the end of it.
public record ConsentsApi(
        Bearer bearer,
        UserLookup people,
        ClientLookup clients,
        ConsentStore consents,
        ScopeStore scopes,
        WithdrawConsent withdraw,
        InstantSource clock) {

    /// @param id of the client; `clientName` is absent where it has none
    /// @param scopes by name, those that they agreed to and that there still are
    /// @param grantedAt absent where they were not asked
    /// @param offlineSince absent where they never let it do anything while they are away
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConsentDocument(
            String id,
            String clientId,
            @Nullable String clientName,
            List<String> scopes,
            @Nullable String grantedAt,
            @Nullable String offlineSince) {}

    /// `GET …/consents`: all clients that they agreed to, or that may act while they are away, by `clientId`. Needs
    /// `VIEW_USERS`.
    public Response list(Request request) {
        var found = people.find(request, bearer.actor(request), Permission.VIEW_USERS);
        var known = scopes.all(found.realm().id());
        var shown = consents.all(found.user().id(), clock.instant()).stream().map(each -> shown(each, known));
        return Response.json(200, Map.of("content", shown.toList())).noStore();
    }

    /// `DELETE …/consents/{clientId}`: 204; all tokens that the client has of the person are dead at once; where it
    /// needs consent, it has to ask anew. By `clientId` or `id`. Needs `MANAGE_USERS`.
    public Response withdraw(Request request) {
        var actor = bearer.actor(request);
        var found = people.find(request, actor, Permission.MANAGE_USERS);
        var client = clients.find(found.realm(), request.parameter("clientId")).orElseThrow(WithdrawConsent::nothing);
        withdraw.run(actor, found.realm(), found.user().id(), client);
        return Response.empty(204);
    }

    private static ConsentDocument shown(Agreement one, List<ClientScope> known) {
        return new ConsentDocument(
                one.client().value(),
                one.clientId(),
                one.name().isEmpty() ? null : one.name(),
                known.stream()
                        .filter(scope -> one.scopes().contains(scope.id()))
                        .map(ClientScope::name)
                        .toList(),
                time(one.agreedAt()),
                time(one.awaySince()));
    }
}
