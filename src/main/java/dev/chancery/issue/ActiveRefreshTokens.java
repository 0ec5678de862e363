package dev.chancery.issue;

import dev.chancery.client.Client;
import dev.chancery.crypto.TokenHash;
import dev.chancery.issue.StandingGrants.Standing;
import dev.chancery.realm.Realm;
import dev.chancery.session.GrantStore;
import dev.chancery.session.RefreshTokens;
import dev.chancery.session.TipStore;
import dev.chancery.session.TipStore.Tip;
import java.util.Optional;

/// What a client may ask and do about its own refresh tokens beside using them. Strict on every node.
public record ActiveRefreshTokens(TipStore tips, GrantStore grants, StandingGrants standing, RefreshTokens texts) {

    /// What it would refresh; absent for anything but a live refresh token of this client.
    public Optional<Standing> find(Realm realm, Client client, String token) {
        return own(realm, client, token)
                .filter(tip -> isTip(tip, token))
                .flatMap(tip -> standing.find(realm, client, tip.grant()));
    }

    /// RFC 7009 §2.1: with a refresh token the server also invalidates "all access tokens based on the same
    /// authorization grant". One that was used up does so, too: whoever gives it back is done.
    public void end(Realm realm, Client client, String token) {
        own(realm, client, token)
                .filter(tip -> isTip(tip, token) || texts.isGenuine(token))
                .ifPresent(tip -> grants.delete(realm.id(), tip.grant().id()));
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
