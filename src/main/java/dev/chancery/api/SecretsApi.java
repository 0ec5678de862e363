package dev.chancery.api;

import static dev.chancery.document.Member.instant;
import static dev.chancery.document.Member.required;
import static dev.chancery.document.Member.time;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.client.ClientSecret;
import dev.chancery.client.ClientSecretStore;
import dev.chancery.client.ManageSecrets;
import dev.chancery.client.SecretMaker;
import dev.chancery.client.SecretStorage;
import dev.chancery.client.SecretUsage;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/clients/{clientId}/secrets` and `rotate-secret`: the secrets of a client, never their text but once.
public record SecretsApi(
        Bearer bearer,
        ClientLookup lookup,
        ClientSecretStore secrets,
        ManageSecrets manage,
        ShownClients clients,
        InstantSource clock) {

    /// @param overlapSeconds how long the older secrets go on working; 0 when absent
    record Rotation(@Nullable Long overlapSeconds) {}

    /// @param expiresAt ISO 8601; never, when absent
    record NewSecret(@Nullable String name, @Nullable String expiresAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SecretDocument(
            String id,
            String name,
            @Nullable String secret,
            SecretStorage storage,
            boolean weak,
            boolean active,
            @Nullable String createdAt,
            @Nullable String expiresAt,
            @Nullable String revokedAt,
            @Nullable String lastUsedAt,
            @Nullable String lastUsedAddress,
            long useCount) {}

    /// `GET …/secrets`: all of them, and up to when the use that is shown is complete.
    public Response list(Request request) {
        var found = lookup.find(request, bearer.actor(request), Permission.VIEW_CLIENTS);
        var shown = new LinkedHashMap<String, Object>();
        shown.put(
                "content",
                secrets.all(found.client().id()).stream()
                        .map(secret -> shown(found.client(), secret, null))
                        .toList());
        shown.put("usage", usage());
        return Response.json(200, shown);
    }

    /// `POST …/secrets`: 201 with one more secret, its text this once.
    public Response add(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        var wish = Json.read(request, NewSecret.class);
        var fresh = manage.add(
                actor,
                found.realm(),
                found.client(),
                required("name", wish.name()),
                instant("expiresAt", wish.expiresAt()));
        return Response.json(201, shown(found.client(), fresh.secret(), fresh.text()))
                .noStore();
    }

    /// `POST …/rotate-secret`: 200 with the client and its new secret; the others die at once, or after the overlap.
    public Response rotate(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        var wish = request.body().length == 0 ? new Rotation(null) : Json.read(request, Rotation.class);
        var overlap = Duration.ofSeconds(wish.overlapSeconds() == null ? 0 : wish.overlapSeconds());
        SecretMaker.Fresh fresh = manage.rotate(actor, found.realm(), found.client(), overlap);
        return Response.json(200, clients.document(found.realm(), found.client(), fresh.text()))
                .noStore();
    }

    /// `GET …/secrets/{secretId}`: one of them, and whether it may be revoked without anybody noticing.
    public Response get(Request request) {
        var found = lookup.find(request, bearer.actor(request), Permission.VIEW_CLIENTS);
        var secret = secrets.find(found.client().id(), request.parameter("secretId"))
                .orElseThrow(() -> Refused.notFound("The client has no such secret."));
        var shown = new LinkedHashMap<String, Object>();
        shown.put("secret", shown(found.client(), secret, null));
        shown.put("usage", usage());
        return Response.json(200, shown);
    }

    /// `GET …/secrets/{secretId}/value`: the text of a recoverable secret, or this once; reading it is on record.
    public Response reveal(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        var text = manage.reveal(actor, found.realm(), found.client(), request.parameter("secretId"));
        return Response.json(200, Map.of("secret", text)).noStore();
    }

    /// `DELETE …/secrets/{secretId}`: 204; it works nowhere any more.
    public Response revoke(Request request) {
        var actor = bearer.actor(request);
        var found = lookup.find(request, actor, Permission.MANAGE_CLIENTS);
        manage.revoke(actor, found.realm(), found.client(), request.parameter("secretId"));
        return Response.empty(204);
    }

    /// `complete` up to the time that every node has reported; `unknown` when one has been silent for too long.
    private Map<String, Object> usage() {
        var usage = new LinkedHashMap<String, Object>();
        var complete = secrets.completeTo();
        var silent = clock.instant().minus(SecretUsage.INTERVAL.multipliedBy(3));
        usage.put("state", complete.isPresent() && complete.get().isAfter(silent) ? "complete" : "unknown");
        complete.ifPresent(at -> usage.put("completeTo", time(at)));
        return usage;
    }

    private SecretDocument shown(Client client, ClientSecret secret, @Nullable String text) {
        return new SecretDocument(
                secret.id(),
                secret.name(),
                text,
                secret.storage(client.settings().secretStorage(), clock.instant()),
                secret.weak(),
                secret.worksAt(clock.instant()),
                time(secret.createdAt()),
                time(secret.expiresAt()),
                time(secret.revokedAt()),
                time(secret.usage().lastAt()),
                secret.usage().lastAddress(),
                secret.usage().count());
    }
}
