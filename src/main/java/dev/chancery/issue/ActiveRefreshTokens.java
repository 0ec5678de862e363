package dev.chancery.issue;

import dev.chancery.admin.Actor;
import dev.chancery.client.Client;
import dev.chancery.crypto.TokenHash;
import dev.chancery.event.Event;
import dev.chancery.issue.StandingGrants.Standing;
import dev.chancery.issue.TipStore.Tip;
import dev.chancery.realm.Realm;
import dev.chancery.session.EndGrant;
import dev.chancery.session.RefreshTokens;
import java.util.Optional;

/// What a client may ask and do about its own refresh tokens beside using them. Strict on every node.
public record ActiveRefreshTokens(TipStore tips, StandingGrants standing, RefreshTokens texts, EndGrant end) {

    /// What it would refresh; absent for anything but a live refresh token of this client.
    public Optional<Standing> find(Realm realm, Client client, String token) {
        return own(realm, client, token)
                .filter(tip -> isTip(tip, token))
                .flatMap(tip -> standing.find(realm, client, tip.ground()));
    }

    /// RFC 7009 §2.1: with a refresh token the server also invalidates "all access tokens based on the same
    /// authorization grant". One that was used up does so, too: whoever gives it back is done.
    public void end(Actor actor, Realm realm, Client client, String token) {
        own(realm, client, token)
                .filter(tip -> isTip(tip, token) || texts.isGenuine(token))
                .ifPresent(tip -> end.run(actor, client.clientId(), realm, tip.grant(), Event.GRANT_REVOKED));
    }

    private Optional<Tip> own(Realm realm, Client client, String token) {
        return texts.grant(token)
                .flatMap(grant -> tips.find(realm.id(), grant))
                .filter(tip -> tip.grant().client().equals(client.id()));
    }

    private static boolean isTip(Tip tip, String token) {
        return TokenHash.of(token).equals(tip.hash());
    }
}
