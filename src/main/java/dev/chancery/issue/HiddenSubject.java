package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.SealBroken;
import dev.chancery.crypto.Sealed;
import dev.chancery.id.RealmId;
import dev.chancery.id.SubjectId;
import java.util.Optional;

/// Whom a token is about when its `sub` is for the clients of one sector (OpenID Connect Core §8): sealed behind its
/// `jti`, so that this server finds the person again, and nobody else.
public record HiddenSubject(MasterKeys keys) {
    private static final char MARK = '.';

    String behind(String jti, RealmId realm, SubjectId person) {
        var sealed = Sealed.seal(keys.current(), person.value().getBytes(UTF_8), context(realm, jti));
        return jti + MARK + sealed.text();
    }

    /// The id of the subject in this server; absent when it can't be told any more.
    Optional<SubjectId> of(RealmId realm, String jti, String sub) {
        var mark = jti.indexOf(MARK);
        if (mark < 0) return Optional.of(new SubjectId(sub));
        try {
            var sealed = new Sealed(jti.substring(mark + 1));
            return Optional.of(new SubjectId(new String(sealed.open(keys, context(realm, id(jti))), UTF_8)));
        } catch (SealBroken _) {
            return Optional.empty();
        }
    }

    /// What is drawn anew for each token.
    static String id(String jti) {
        var mark = jti.indexOf(MARK);
        return mark < 0 ? jti : jti.substring(0, mark);
    }

    private static String context(RealmId realm, String jti) {
        return Sealed.context(realm.value(), "subject", jti);
    }
}
