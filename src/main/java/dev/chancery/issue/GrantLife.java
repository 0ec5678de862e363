package dev.chancery.issue;

import dev.chancery.client.Client;
import dev.chancery.realm.Realm;
import dev.chancery.session.Session;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long what a person let a client have lives on, as realm and client have it now.
///
/// @param aliveUntil when it ends unless the client refreshes before; never after `endsAt`
/// @param endsAt when it ends however much it is used
public record GrantLife(Instant aliveUntil, Instant endsAt) {

    /// `session` is absent for what the client may do while the person is away. A refresh token lives no shorter than
    /// the access token that it comes with.
    public static GrantLife of(Realm realm, Client client, @Nullable Session session, Instant grantedAt, Instant now) {
        var settings = client.settings();
        var end = session == null
                ? grantedAt.plusSeconds(realm.settings().sessions().offlineLifespanSeconds())
                : session.endsAt();
        var most = settings.sessionLifespanSeconds();
        if (most != null) end = earlier(end, grantedAt.plusSeconds(most));
        var own = settings.refreshTokenLifespanSeconds();
        var idle = Math.max(
                own == null ? realm.settings().refreshTokenLifespanSeconds() : own, Tokens.lifespan(realm, client));
        return new GrantLife(earlier(now.plusSeconds(idle), end), end);
    }

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
