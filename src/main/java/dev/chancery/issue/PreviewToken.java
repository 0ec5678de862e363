package dev.chancery.issue;

import dev.chancery.admin.Actor;
import dev.chancery.admin.Permission;
import dev.chancery.admin.Refused;
import dev.chancery.claims.Authentication;
import dev.chancery.claims.Claims.Missing;
import dev.chancery.claims.Claims.Reason;
import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.claims.Read;
import dev.chancery.client.Client;
import dev.chancery.client.Grant;
import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.failure.FailureCause;
import dev.chancery.group.Memberships;
import dev.chancery.group.Memberships.Membership;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import dev.chancery.role.HeldRoles;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.scope.ClientScope;
import dev.chancery.user.User;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an access token would say if it were issued now, and why, by the database as it is now. Nothing is issued.
public record PreviewToken(
        Issuer issuer, MappedClaims mappers, Registrations registrations, HeldRoles roles, Memberships groups) {
    private static final int MOST_ASKED = 100;
    private static final String REQUEST = "request";

    /// @param claims all but `exp`, `iat`, `jti`, and those that each sign-in has of its own, such as `sid`
    /// @param expiresIn seconds
    /// @param reasons for each claim, those who say it
    /// @param missing what was to be said and isn't
    /// @param refusals why no token would be issued at all; empty when one would
    public record Preview(
            Map<String, Object> claims,
            long expiresIn,
            List<Reason> reasons,
            List<Missing> missing,
            List<String> refusals) {}

    /// For the client on its own behalf, or for the person. Scopes that it may not ask for are told as missing.
    public Preview run(Actor actor, Realm realm, Client client, @Nullable User user, String scope) {
        actor.require(Permission.VIEW_CLIENTS, realm.id());
        actor.require(Permission.VIEW_USERS, realm.id());
        var registration = registrations
                .read(realm.id(), client.clientId())
                .orElseThrow(() -> Refused.notFound("The client is gone."));
        var missing = new ArrayList<Missing>();
        var granted = granted(registration, user, scope, missing);
        var subject = user == null ? client.serviceAccount() : user.id();
        var source = new ClaimsSource(
                realm,
                registration.client(),
                user,
                Read.from(() -> roles.read(realm.id(), subject)),
                Read.from(() -> user == null ? Membership.NONE : groups.read(realm.id(), subject)),
                user == null ? Authentication.ofClient(client.clientId()) : Authentication.PASSWORD);
        var claims = new AccessClaims(issuer, mappers, source, granted, null);
        var refusals = refusals(realm, registration.client(), user);
        if (!missing.isEmpty()) refusals.add("A request that asks for this scope is refused: see missing.");
        if (JsonText.of(claims.values).length() > AccessClaims.LARGEST)
            refusals.add(FailureCause.TOKEN_TOO_LARGE.explanation());
        missing.addAll(claims.missing);
        return new Preview(
                claims.values, Tokens.lifespan(realm, registration.client()), claims.reasons, missing, refusals);
    }

    private static GrantedScope granted(
            Registration registration, @Nullable User user, String asked, List<Missing> missing) {
        var assigned = registration.scopes().stream().map(ClientScope::name).collect(Collectors.toSet());
        var words = new LinkedHashSet<String>();
        if (asked.strip().split(" +", MOST_ASKED + 1).length > MOST_ASKED)
            throw Refused.invalid("scope", "At most %d scopes.".formatted(MOST_ASKED));
        for (var word :
                asked.isBlank() ? List.<String>of() : List.of(asked.strip().split(" +"))) {
            if (BuiltInScope.OFFLINE_ACCESS.is(word) && !mayBeAway(registration, user))
                missing.add(without(word, "it is for clients that refresh, and for people, who can be away"));
            else if (assigned.contains(word)) words.add(word);
            else if (registration.realmScopes().contains(word))
                missing.add(without(word, "the scope %s is not assigned to the client".formatted(word)));
            else missing.add(without(word, "there is no scope %s in the realm".formatted(word)));
        }
        var scope = String.join(" ", words);
        return user == null ? GrantedScope.ofClient(registration, scope) : GrantedScope.ofPerson(registration, scope);
    }

    private static boolean mayBeAway(Registration registration, @Nullable User user) {
        return user != null && registration.client().settings().allows(Grant.REFRESH_TOKEN);
    }

    private static Missing without(String scope, String why) {
        return new Missing("scope", REQUEST, scope, why);
    }

    private static List<String> refusals(Realm realm, Client client, @Nullable User user) {
        var refusals = new ArrayList<String>();
        try {
            IssuingGate.require(realm, client, user);
        } catch (OAuthException refused) {
            refusals.add(refused.cause.explanation());
        }
        if (user == null && !client.settings().allows(Grant.CLIENT_CREDENTIALS))
            refusals.add("The client does not act on its own behalf: client_credentials is not among its grantTypes.");
        if (user == null || client.settings().allows(Grant.AUTHORIZATION_CODE)) return refusals;
        if (!client.settings().allows(Grant.PASSWORD))
            refusals.add(
                    "Nobody signs in to the client: authorization_code and password are not among its grantTypes.");
        if (realm.settings().mfaRequired()) refusals.add(FailureCause.SECOND_FACTOR_REQUIRED.explanation());
        if (!user.settings().requiredActions().isEmpty())
            refusals.add("The person has to do something first: %s."
                    .formatted(user.settings().requiredActions().stream()
                            .map(action -> action.wire)
                            .collect(Collectors.joining(", "))));
        return refusals;
    }
}
