package dev.chancery.golden;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.client.Client;
import dev.chancery.db.Database;
import dev.chancery.event.AuditTrail;
import dev.chancery.event.Event;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Keeps what a client's token is expected to say, or forgets it.
public record KeepGoldenToken(
        Database db, GoldenTokenStore store, ForetellToken tokens, AuditTrail trail, InstantSource clock) {

    private static final int LARGEST = 10_000;
    private static final List<String> OWN = List.of("exp", "iat", "jti", "sid", "grant_id", "auth_time");

    /// @param claims what a token would say now, when absent
    public record Wish(
            @Nullable SubjectId person,
            String scope,
            @Nullable ObjectNode claims) {}

    private record Told(@Nullable SubjectId userId, String scope, ObjectNode claims) {
        static Told of(GoldenToken token) {
            return new Told(token.person(), token.scope(), token.claims());
        }
    }

    /// `read` is the one that the caller saw, absent for none; if it has changed since, nothing happens.
    public GoldenToken run(Actor actor, Client client, @Nullable GoldenToken read, Wish wish) {
        requireMay(actor, client);
        if (wish.claims() != null) requireComparable(wish.claims());
        return db.unit(() -> {
            var now = now(actor, client, wish);
            var claims = wish.claims() == null ? issued(now) : wish.claims();
            var seen = read == null ? 0 : read.version();
            var wanted = new GoldenToken(
                    client.id(), client.realm(), wish.person(), wish.scope(), claims, clock.instant(), seen);
            var version = store.put(wanted).orElseThrow(KeepGoldenToken::stale);
            record(actor, client, Event.GOLDEN_TOKEN_SET, read, wanted);
            return new GoldenToken(
                    wanted.client(),
                    wanted.realm(),
                    wanted.person(),
                    wanted.scope(),
                    claims,
                    wanted.updatedAt(),
                    version);
        });
    }

    public void remove(Actor actor, Client client, GoldenToken read) {
        requireMay(actor, client);
        db.unit(() -> {
            if (!store.delete(read)) throw stale();
            record(actor, client, Event.GOLDEN_TOKEN_REMOVED, read, null);
        });
    }

    private ForetoldToken now(Actor actor, Client client, Wish wish) {
        var asked = new WatchedToken(
                client.realm(), client.id(), client.clientId(), wish.person(), wish.scope(), JsonText.emptyObject());
        return tokens.run(actor, asked)
                .orElseThrow(() -> wish.person() == null
                        ? Refused.notFound("The client is gone.")
                        : Refused.invalid("userId", "There is no such person in this realm."));
    }

    private static ObjectNode issued(ForetoldToken now) {
        if (!now.refusals().isEmpty())
            throw Refused.conflict(
                    "claims",
                    "No such token would be issued now, so say what you expect of it. "
                            + String.join(" ", now.refusals()));
        return now.claims();
    }

    /// They may tell of people what their tokens would.
    private static void requireMay(Actor actor, Client client) {
        actor.require(Permission.MANAGE_CLIENTS, client.realm());
        actor.require(Permission.VIEW_USERS, client.realm());
    }

    private static void requireComparable(ObjectNode claims) {
        if (JsonText.of(claims).length() > LARGEST)
            throw Refused.invalid("claims", "At most %d characters of JSON.".formatted(LARGEST));
        for (var own : OWN)
            if (claims.has(own)) throw Refused.invalid("claims." + own, "This differs from token to token.");
    }

    private void record(
            Actor actor, Client client, Event event, @Nullable GoldenToken before, @Nullable GoldenToken after) {
        trail.append(
                actor,
                client.realm(),
                event,
                client.id().value(),
                client.clientId(),
                before == null ? null : Told.of(before),
                after == null ? null : Told.of(after));
    }

    private static Refused stale() {
        return Refused.stale("The golden token was changed meanwhile. Read it again, then repeat the change.");
    }
}
