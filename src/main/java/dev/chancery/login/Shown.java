package dev.chancery.login;

import dev.chancery.crypto.TokenHash;
import dev.chancery.http.Form;
import dev.chancery.scope.ClientScope;
import dev.chancery.session.Session;
import java.util.List;

/// What people are asked to agree to comes back with their answer: it is theirs, and to that, or they are asked
/// again. A scope may have come since, or another person.
record Shown(String text) {

    static Shown to(Session session, List<ClientScope> scopes) {
        var ids = scopes.stream().map(scope -> scope.id().value()).sorted();
        return new Shown(TokenHash.of(session.id().value() + "\n" + String.join(" ", ids.toList()))
                .hex());
    }

    boolean isIn(Form form) {
        return form.one("shown").orElse("").equals(text);
    }
}
