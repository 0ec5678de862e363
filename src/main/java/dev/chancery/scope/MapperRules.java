package dev.chancery.scope;

import static dev.chancery.admin.Refused.invalid;

import dev.chancery.admin.Actor;
import dev.chancery.crypto.RandomToken;
import dev.chancery.id.MapperId;
import dev.chancery.realm.Realm;
import dev.chancery.role.Privileges;
import dev.chancery.role.Role;
import dev.chancery.role.RoleStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What may be said by mappers, and by whom.
public record MapperRules(List<? extends MapperType> types, RoleStore roles, Privileges privileges) {
    private static final int MOST = 100;
    private static final int MOST_CHARACTERS = 32_000;
    private static final int DEEPEST = 5;
    private static final int LONGEST_VALUE = 4_000;

    /// What clients, resource servers and this server decide by: RFC 7519 §4.1, RFC 8693 §4, RFC 7800 §3.1, RFC 9068
    /// §2.2, OpenID Connect Core §2 and §3.3.2.11.
    private static final Set<String> RESERVED = Set.of(
            "iss",
            "sub",
            "aud",
            "exp",
            "nbf",
            "iat",
            "jti",
            "typ",
            "azp",
            "client_id",
            "scope",
            "act",
            "may_act",
            "cnf",
            "nonce",
            "sid",
            "auth_time",
            "acr",
            "amr",
            "at_hash",
            "c_hash",
            "s_hash",
            "events",
            "active",
            "token_type",
            "username");

    /// What resource servers read rights from: only the types made for them say it. RFC 9068 §2.2.3.1, and where
    /// Keycloak's clients look.
    private static final Set<String> RIGHTS = Set.of(
            "roles",
            "groups",
            "entitlements",
            "authorization_details",
            "realm_access",
            "resource_access",
            "allowed-origins");

    /// Those of a scope as they may be kept.
    public List<ProtocolMapper> settledOfScope(List<ProtocolMapper> wanted) {
        for (var mapper : wanted)
            if (decidesSubject(mapper))
                throw invalid(
                        "mappers",
                        "A %s belongs to the client itself: without the scope its tokens would be about another."
                                .formatted(mapper.type()));
        return settled(wanted);
    }

    /// The mappers as they may be kept: with ids, and names for their claims.
    public List<ProtocolMapper> settled(List<ProtocolMapper> wanted) {
        if (wanted.size() > MOST) throw invalid("mappers", "At most %d entries.".formatted(MOST));
        var names = new HashSet<String>();
        var ids = new HashSet<String>();
        var settled = new ArrayList<ProtocolMapper>();
        var length = 0;
        for (var mapper : wanted) {
            var place = "mappers[%d]".formatted(settled.size());
            var whole = settled(place, mapper);
            if (!names.add(whole.name())) throw invalid(place + ".name", "Another mapper here has this name.");
            if (!ids.add(whole.id().value())) throw invalid(place + ".id", "Another mapper here has this id.");
            length += whole.toString().length();
            settled.add(whole);
        }
        if (length > MOST_CHARACTERS)
            throw invalid("mappers", "At most %d characters in all.".formatted(MOST_CHARACTERS));
        return List.copyOf(settled);
    }

    private ProtocolMapper settled(String place, ProtocolMapper mapper) {
        requireText(place + ".name", mapper.name(), 1, 255);
        var type = type(mapper)
                .orElseThrow(() -> invalid(
                        place + ".type",
                        "One of %s."
                                .formatted(types.stream().map(MapperType::type).collect(Collectors.joining(", ")))));
        var claim = mapper.claim().isEmpty() ? type.usualClaim() : mapper.claim();
        requireClaim(place + ".claim", type, claim);
        requireConfig(place, type, mapper);
        requireTokens(place + ".tokens", type, mapper.tokens());
        return mapper.with(settled(place, mapper.id()), claim);
    }

    private static MapperId settled(String place, MapperId id) {
        if (id.value().isEmpty()) return new MapperId(RandomToken.uuid());
        if (!id.value().matches("[0-9A-Za-z:_-]{1,64}"))
            throw invalid(place + ".id", "The id of a mapper that is here, or none.");
        return id;
    }

    private static void requireClaim(String place, MapperType type, String claim) {
        if (type.claim() == MapperType.Claim.NONE) {
            if (!claim.isEmpty()) throw invalid(place, "A mapper of this type says no claim of its own.");
            return;
        }
        requireText(place, claim, 1, 255);
        var parts = ClaimPath.of(claim).parts();
        if (parts.stream().anyMatch(String::isEmpty)) throw invalid(place, "No empty name beside a dot.");
        if (parts.size() > DEEPEST) throw invalid(place, "At most %d names.".formatted(DEEPEST));
        var first = parts.getFirst();
        // a claim that the protocol reads is said by the server, never by whim
        if (RESERVED.contains(first)) throw invalid(place, "The claim %s is said by the server.".formatted(first));
        if (type.claim() == MapperType.Claim.FREE && RIGHTS.contains(first))
            throw invalid(place, "The claim %s is said by the types made for it.".formatted(first));
        // a client may be called like one of them
        if (first.contains("${")) throw invalid(place, "The first name is fixed, such as resource_access.");
    }

    private static void requireTokens(String place, MapperType type, Set<TokenKind> tokens) {
        if (type.decidesSubject() && tokens.size() < TokenKind.values().length)
            throw invalid(place, "A mapper of this type says the same everywhere: leave this out.");
        if (type.readsAuthentication()
                && !tokens.contains(TokenKind.ACCESS_TOKEN)
                && !tokens.contains(TokenKind.ID_TOKEN))
            throw invalid(place, "This is known only while a token is issued: add access_token or id_token.");
    }

    private Optional<? extends MapperType> type(ProtocolMapper mapper) {
        return types.stream()
                .filter(known -> known.type().equals(mapper.type()))
                .findFirst();
    }

    private static void requireConfig(String place, MapperType type, ProtocolMapper mapper) {
        for (var entry : mapper.config().entrySet()) {
            var member = place + ".config." + entry.getKey();
            if (!type.required().contains(entry.getKey()) && !type.optional().contains(entry.getKey()))
                throw invalid(place + ".config", "A mapper of this type knows %s.".formatted(known(type)));
            requireText(member, entry.getValue(), 0, LONGEST_VALUE);
        }
        for (var entry : type.required())
            if (mapper.config(entry).isEmpty()) throw invalid(place + ".config." + entry, "This member is required.");
        for (var fault : type.faults(mapper)) throw invalid(place + ".config." + fault.entry(), fault.message());
    }

    private static String known(MapperType type) {
        var known = new ArrayList<>(type.required());
        known.addAll(type.optional());
        return known.isEmpty() ? "no config" : "only " + known.stream().sorted().toList();
    }

    private static void requireText(String member, String text, int shortest, int longest) {
        if (text.length() < shortest
                || text.length() > longest
                || text.chars().anyMatch(character -> Character.isISOControl(character) && character != '\n'))
            throw invalid(member, "%d to %d characters, without control characters.".formatted(shortest, longest));
    }

    public boolean decidesSubject(ProtocolMapper mapper) {
        return type(mapper).filter(MapperType::decidesSubject).isPresent();
    }

    /// Nobody lets tokens name a role that they do not hold: `before` is what the scope or client did already.
    public void requireHolding(Actor actor, Realm realm, List<ProtocolMapper> before, List<ProtocolMapper> after) {
        var known = before.stream().map(this::givenRole).toList();
        if (giveMore(after, before)) privileges.hold(realm);
        for (var mapper : after) {
            var wanted = givenRole(mapper);
            if (wanted.isEmpty() || known.contains(wanted)) continue;
            var role = role(realm, wanted.get());
            if (role.isEmpty() && wanted.get().mustExist())
                throw invalid(
                        "mappers", "The mapper %s gives a role that the realm does not have.".formatted(mapper.name()));
            role.ifPresent(found -> privileges.requireHolding(actor, realm, found));
        }
    }

    /// Nor keeps tokens from naming one: who could set the secret of a client depends on what its tokens name.
    void requireHolding(Actor actor, Realm realm, List<ProtocolMapper> lost) {
        for (var mapper : lost)
            givenRole(mapper)
                    .flatMap(given -> role(realm, given))
                    .ifPresent(found -> privileges.requireHolding(actor, realm, found));
    }

    /// Whether tokens name a role by one of these that they don't by the others.
    public boolean giveMore(List<ProtocolMapper> mappers, List<ProtocolMapper> others) {
        var known = others.stream().map(this::givenRole).toList();
        return mappers.stream().map(this::givenRole).anyMatch(given -> given.isPresent() && !known.contains(given));
    }

    private Optional<Role> role(Realm realm, MapperType.GivenRole given) {
        return given.client().isEmpty()
                ? roles.find(realm.id(), given.name())
                : roles.find(realm.id(), given.client(), given.name());
    }

    private Optional<MapperType.GivenRole> givenRole(ProtocolMapper mapper) {
        return type(mapper).flatMap(type -> type.givenRole(mapper));
    }
}
