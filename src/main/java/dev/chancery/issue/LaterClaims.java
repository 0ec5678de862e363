package dev.chancery.issue;

import dev.chancery.claims.Authentication;
import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.claims.Read;
import dev.chancery.client.Registration;
import dev.chancery.client.Registrations;
import dev.chancery.group.Memberships;
import dev.chancery.group.Memberships.Membership;
import dev.chancery.role.HeldRoles;
import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ProtocolMapper;
import dev.chancery.scope.TokenKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What mappers say about a token afterwards, made anew each time, so that the answer says what is true now.
public record LaterClaims(MappedClaims mappers, Registrations registrations, HeldRoles roles, Memberships groups) {

    /// At introspection (RFC 7662 §2.2), but not in the token itself, so that it stays short, or discreet.
    public Map<String, Object> atIntrospection(ActiveToken token) {
        return registrations
                .find(token.realm().id(), token.clientId())
                .filter(Registration::saysMoreAtIntrospection)
                .map(registration -> of(
                        token,
                        registration,
                        granted(token, registration),
                        TokenKind.INTROSPECTION,
                        ProtocolMapper::saysAtIntrospectionAlone))
                .orElse(Map.of());
    }

    /// To the client that asks with it: OpenID Connect Core §5.3.2.
    public Map<String, Object> atUserinfo(ActiveToken token) {
        return registrations
                .find(token.realm().id(), token.clientId())
                .map(registration -> atUserinfo(token, registration))
                .orElse(Map.of());
    }

    private Map<String, Object> atUserinfo(ActiveToken token, Registration registration) {
        var granted = granted(token, registration);
        var said = of(token, registration, granted, TokenKind.USERINFO, _ -> true);
        if (token.asked().isEmpty()) return said;
        // Core §5.5: asked for one by one, by whatever scope the client has
        var all = new LinkedHashMap<>(said);
        of(token, registration, registration.askable(granted), TokenKind.USERINFO, _ -> true)
                .forEach((claim, value) -> {
                    if (token.asked().contains(claim)) all.putIfAbsent(claim, value);
                });
        return all;
    }

    private Map<String, Object> of(
            ActiveToken token,
            Registration registration,
            List<ClientScope> scopes,
            TokenKind kind,
            Predicate<ProtocolMapper> wanted) {
        var realm = token.realm();
        var user = token.person();
        var subject = token.subject();
        var source = new ClaimsSource(
                realm,
                registration.client(),
                user,
                Read.from(() -> roles.read(realm.id(), subject)),
                Read.from(() -> user == null ? Membership.NONE : groups.read(realm.id(), subject)),
                Authentication.UNKNOWN);
        return mappers.of(kind, wanted, source, scopes).values();
    }

    /// The scopes that the token names, as far as the client still has them, and the hidden ones.
    private static List<ClientScope> granted(ActiveToken token, Registration registration) {
        var named = Set.of(String.valueOf(token.claims().getClaim("scope")).split(" "));
        return Stream.concat(
                        registration.defaultScopes().stream()
                                .filter(scope ->
                                        !scope.settings().includeInTokenScope() || named.contains(scope.name())),
                        registration.optionalScopes().stream().filter(scope -> named.contains(scope.name())))
                .toList();
    }
}
