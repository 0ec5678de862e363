package dev.chancery.claims;

import dev.chancery.scope.ClientScope;
import dev.chancery.scope.ProtocolMapper;
import dev.chancery.scope.TokenKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Lets the mappers of the granted scopes and of the client have their turns, in this order.
public final class MappedClaims {
    private final Map<String, ClaimsMapper> types;

    private record Placed(ProtocolMapper mapper, ClaimsMapper type, String owner) {}

    public MappedClaims(List<ClaimsMapper> types) {
        this.types = types.stream().collect(Collectors.toMap(ClaimsMapper::type, Function.identity()));
    }

    public Claims of(TokenKind kind, ClaimsSource source, List<ClientScope> granted) {
        return of(kind, _ -> true, source, granted);
    }

    /// Of those mappers alone, and of those that change roles.
    public Claims of(TokenKind kind, Predicate<ProtocolMapper> wanted, ClaimsSource source, List<ClientScope> granted) {
        var placed = new ArrayList<Placed>();
        for (var scope : granted) place(scope.settings().mappers(), "scope " + scope.name(), kind, wanted, placed);
        place(source.client().settings().mappers(), "client " + source.client().clientId(), kind, wanted, placed);
        // stable, so that otherwise the order of the scopes holds
        placed.sort(Comparator.comparing(one -> !one.type.changesRoles()));

        var claims = new Claims(() -> source.roles().all());
        for (var one : placed) one.type.say(new Turn(one.mapper, one.owner, source, claims));
        return claims;
    }

    private void place(
            List<ProtocolMapper> mappers,
            String owner,
            TokenKind kind,
            Predicate<ProtocolMapper> wanted,
            List<Placed> placed) {
        for (var mapper : mappers) {
            var type = types.get(mapper.type());
            // a newer node may have written a type that this one does not know
            if (type == null || !mapper.tokens().contains(kind)) continue;
            if (type.changesRoles() || wanted.test(mapper)) placed.add(new Placed(mapper, type, owner));
        }
    }
}
