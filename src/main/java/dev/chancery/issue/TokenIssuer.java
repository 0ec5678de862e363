package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.claims.Authentication;
import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.claims.Read;
import dev.chancery.client.Registration;
import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.Signer;
import dev.chancery.crypto.SigningKey;
import dev.chancery.group.Memberships;
import dev.chancery.group.Memberships.Membership;
import dev.chancery.id.ClientKey;
import dev.chancery.issue.StandingGrants.Standing;
import dev.chancery.key.SigningKeys;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.role.HeldRoles;
import dev.chancery.scope.BuiltInScope;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Issues access tokens (RFC 9068) and ID tokens (OpenID Connect Core §2), each through the one gate.
public final class TokenIssuer {
    private static final long HEAVIEST = 32L * 1024 * 1024; // bytes of plans that are kept

    private record PlanKey(ClientKey client, String scope) {}

    private final Issuer issuer;
    private final MappedClaims mappers;
    private final HeldRoles roles;
    private final Memberships groups;
    private final SigningKeys keys;
    private final Signer signer;
    private final HiddenSubject subjects;
    private final InstantSource clock;
    private final Cache<PlanKey, ClaimsPlan> plans = Caffeine.newBuilder()
            .maximumWeight(HEAVIEST)
            .weigher((PlanKey _, ClaimsPlan plan) -> plan.weight())
            .executor(Runnable::run)
            .build();

    public TokenIssuer(
            Issuer issuer,
            MappedClaims mappers,
            HeldRoles roles,
            Memberships groups,
            SigningKeys keys,
            Signer signer,
            HiddenSubject subjects,
            InstantSource clock) {
        this.issuer = issuer;
        this.mappers = mappers;
        this.roles = roles;
        this.groups = groups;
        this.keys = keys;
        this.signer = signer;
        this.subjects = subjects;
        this.clock = clock;
    }

    /// To a client on its own behalf: RFC 6749 §4.4.
    public Tokens toClient(Realm realm, Registration registration, GrantedScope scope, String address) {
        var client = registration.client();
        IssuingGate.require(realm, client, null);
        var held = roles.of(realm.id(), client.serviceAccount());
        if (registration.readsNotes()) {
            var authentication = Authentication.ofClient(client.clientId(), address);
            var source = new ClaimsSource(realm, client, null, Read.of(held), Read.of(Membership.NONE), authentication);
            return sign(new ClaimsPlan(issuer, mappers, source, scope, null));
        }
        var source =
                new ClaimsSource(realm, client, null, Read.of(held), Read.of(Membership.NONE), Authentication.UNKNOWN);
        var key = new PlanKey(client.id(), scope.text());
        var plan = plans.getIfPresent(key);
        if (plan == null || !plan.isFor(source, scope)) {
            plan = new ClaimsPlan(issuer, mappers, source, scope, null);
            plans.put(key, plan);
        }
        return sign(plan);
    }

    /// To a client on behalf of a person who has signed in: what they let it have now, or once. `refresh` is the token
    /// to be had anew with; absent for clients that do not refresh.
    public Tokens toPerson(
            Realm realm, Registration registration, Standing standing, GrantedScope scope, @Nullable String refresh) {
        var client = registration.client();
        var user = standing.user();
        IssuingGate.require(realm, client, user);
        var source = new ClaimsSource(
                realm,
                client,
                user,
                Read.of(roles.of(realm.id(), user.id())),
                Read.of(groups.of(realm.id(), user.id())),
                Authentication.of(standing.grant().signIn()));
        var plan = new ClaimsPlan(issuer, mappers, source, scope, standing.grant());
        var now = standing.now().getEpochSecond();
        var key = keys.signing(realm, realm.settings().signatureAlgorithm());
        // strict servers refuse what outlives its grant, so that others shall do so too
        var ends = Math.min(
                now + Tokens.lifespan(realm, client), standing.grant().endsAt().getEpochSecond());
        var access = CompactJws.sign(key, plan.typ, plan.payload(now, ends, subjects), signer);
        var beside = new IdClaims.Beside(access, key.algorithm(), plan.subject, plan.jti(subjects), now, ends);
        var more = new Tokens.OfPerson(
                refresh,
                refresh == null ? 0 : standing.refreshableUntil().getEpochSecond() - now,
                scope.contains(BuiltInScope.OPENID.scopeName)
                        ? idToken(key, registration, plan, standing, beside)
                        : null,
                standing.grant().session());
        return new Tokens(access, ends - now, scope.text(), realm.settings().notBefore(), key.algorithm(), more);
    }

    private String idToken(
            SigningKey key, Registration registration, ClaimsPlan plan, Standing standing, IdClaims.Beside beside) {
        var claims = new IdClaims(issuer, mappers).of(registration, plan.source, plan.scope, standing.grant(), beside);
        return new String(CompactJws.sign(key, "JWT", claims, signer), US_ASCII);
    }

    private Tokens sign(ClaimsPlan plan) {
        var realm = plan.source.realm();
        var lifespan = Tokens.lifespan(realm, plan.source.client());
        var now = clock.instant().getEpochSecond();
        var key = keys.signing(realm, realm.settings().signatureAlgorithm());
        var payload = plan.payload(now, now + lifespan, subjects);
        var token = CompactJws.sign(key, plan.typ, payload, signer);
        return new Tokens(token, lifespan, plan.scope.text(), realm.settings().notBefore(), key.algorithm(), null);
    }
}
