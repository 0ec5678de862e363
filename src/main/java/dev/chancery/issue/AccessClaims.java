package dev.chancery.issue;

import dev.chancery.admin.Actor;
import dev.chancery.claims.Claims.Missing;
import dev.chancery.claims.Claims.Reason;
import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.Issuer;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.scope.TokenKind;
import dev.chancery.session.AuthorizationGrant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All that an access token says but its times and its id, and why: RFC 9068 §2.2, and what clients in the field look
/// for beside it.
final class AccessClaims {
    /// Bytes of JSON: what this server reads back, and what fits into a header of most others.
    static final int LARGEST = 10_000;

    /// The session that ends it.
    static final String SESSION = "sid";

    /// What the person let the client have, which ends it.
    static final String GRANT = "grant_id";

    private static final String SERVER = "server";

    /// Whatever a mapper may have been saved with: these are never its to say.
    private static final Set<String> SAID_HERE = Set.of(
            "iss",
            "aud",
            "sub",
            "typ",
            "azp",
            "client_id",
            "scope",
            "exp",
            "iat",
            "jti",
            "active",
            SESSION,
            GRANT,
            "auth_time");

    final Map<String, Object> values = new LinkedHashMap<>();
    final List<Reason> reasons = new ArrayList<>();
    final List<Missing> missing;

    /// Whether `sub` tells nothing of who it is.
    final boolean pairwise;

    private final Issuer issuer;
    private final ClaimsSource source;
    private final GrantedScope scope;

    /// `grant` is absent where a client acts on its own behalf, or a token is only thought of.
    AccessClaims(
            Issuer issuer,
            MappedClaims mappers,
            ClaimsSource source,
            GrantedScope scope,
            @Nullable AuthorizationGrant grant) {
        this.issuer = issuer;
        this.source = source;
        this.scope = scope;
        var mapped = mappers.of(TokenKind.ACCESS_TOKEN, source, scope.scopes());
        say("iss", issuer.of(source.realm()), "the realm's address");
        values.put("aud", audience(mapped.audience()));
        var subject = mapped.subject();
        pairwise = subject != null;
        if (subject == null)
            say("sub", source.subject(), source.user() == null ? "the client's service account" : "the person");
        else values.put("sub", subject);
        say("typ", "Bearer", "the kind of token");
        say("azp", source.client().clientId(), "the client that asks");
        say("client_id", source.client().clientId(), "the client that asks");
        say("scope", scope.text(), "what was granted");
        if (grant != null) saySignIn(grant);
        if (!pairwise) say("preferred_username", source.username(), "username");
        // no mapper locks administrators out by making their tokens too large to come back
        if (administers() && JsonText.of(mapped.values()).length() > LARGEST / 2) {
            missing = List.of(new Missing("", SERVER, "", "mappers say too much for a token that administers"));
            return;
        }
        for (var claim : mapped.values().entrySet()) {
            if (SAID_HERE.contains(claim.getKey())) continue;
            // whoever said it before says nothing now
            if (values.put(claim.getKey(), claim.getValue()) != null)
                reasons.removeIf(reason -> reason.claim().equals(claim.getKey()));
        }
        reasons.addAll(mapped.reasons());
        missing = mapped.missing();
    }

    private void saySignIn(AuthorizationGrant grant) {
        if (grant.session() != null) say(SESSION, grant.session().value(), "the session");
        say(GRANT, grant.id().value(), "what the person let the client have");
        say("auth_time", grant.signIn().seconds(), "the sign-in");
    }

    private void say(String claim, Object value, String out) {
        values.put(claim, value);
        because(claim, out);
    }

    private void because(String claim, String out) {
        reasons.add(new Reason(claim, SERVER, "", out));
    }

    /// RFC 9068 §3: what the client is given, else the realm's default, so that there always is one.
    private Object audience(Set<String> mapped) {
        var chosen = new LinkedHashSet<>(source.client().settings().audience());
        if (!chosen.isEmpty()) because("aud", "audience of the client");
        chosen.addAll(mapped);
        // neither settings nor mappers make a token administer: only the scope and the roles for it do
        chosen.remove(Actor.AUDIENCE);
        var audience = new ArrayList<>(chosen);
        if (audience.isEmpty()) {
            var byDefault = source.realm().settings().defaultAudience();
            audience.add(byDefault == null ? issuer.of(source.realm()) : byDefault);
            because("aud", byDefault == null ? "the realm's address" : "defaultAudience of the realm");
        }
        if (administers()) {
            audience.add(Actor.AUDIENCE);
            because("aud", "it administers this server");
        }
        return audience.size() == 1 ? audience.getFirst() : audience;
    }

    /// A person's token administers only from a client made for it; a service account's, wherever it was given the
    /// right.
    private boolean administers() {
        if (scope.contains(BuiltInScope.CHANCERY_ADMIN.scopeName)) return true;
        return source.user() == null && source.roles().administer();
    }
}
