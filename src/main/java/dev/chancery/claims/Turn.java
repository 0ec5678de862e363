package dev.chancery.claims;

import dev.chancery.scope.ClaimPath;
import dev.chancery.scope.ProtocolMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One mapper's turn at the claims of a token.
public record Turn(ProtocolMapper mapper, String owner, ClaimsSource source, Claims claims) {

    /// The value is said under the mapper's claim; `out` tells of what it was made.
    public void say(Object value, String out) {
        say(ClaimPath.of(mapper.claim()).parts(), value, out);
    }

    /// The value is said elsewhere: `path` are names, each within the one before.
    public void say(List<String> path, Object value, String out) {
        var claim = String.join(".", path);
        if (claims.put(path, value)) claims.overwritten(claim, owner);
        claims.because(new Claims.Reason(claim, owner, mapper.name(), out));
    }

    /// The values as the mapper wants them: all or the first, and as its JSON type.
    public void sayTexts(List<String> texts, String out) {
        if (texts.isEmpty()) {
            saysNothing(out + " is empty");
            return;
        }
        var values = new ArrayList<>();
        for (var text : mapper.multivalued() ? texts : texts.subList(0, 1)) {
            var value = mapper.jsonType().of(text);
            if (value.isEmpty()) {
                saysNothing("%s holds something that is no %s".formatted(out, mapper.jsonType().wire));
                return;
            }
            values.add(value.get());
        }
        say(mapper.multivalued() ? List.copyOf(values) : values.getFirst(), out);
    }

    public void saysNothing(String why) {
        claims.without(new Claims.Missing(mapper.claim(), owner, mapper.name(), why));
    }

    /// A claim that the protocol reads, which only the type made for it says.
    void sayAs(String claim, String value, String out) {
        say(List.of(claim), value, out);
    }

    void asSubject(String value, String out) {
        claims.overwritten("sub", owner);
        claims.asSubject(value);
        claims.because(new Claims.Reason("sub", owner, mapper.name(), out));
    }

    public void toAudience(String audience, String out) {
        claims.wanted().add(audience);
        claims.because(new Claims.Reason("aud", owner, mapper.name(), out));
    }

    /// The names of the roles that the token may still say; a mapper that [ClaimsMapper#changesRoles] changes them.
    public Set<String> roles() {
        return claims.roles();
    }

    /// The same of the roles of clients, by `client_id`.
    public Map<String, Set<String>> clientRoles() {
        return claims.clientRoles();
    }
}
