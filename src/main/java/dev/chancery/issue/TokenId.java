package dev.chancery.issue;

import dev.chancery.crypto.RandomToken;
import dev.chancery.crypto.TokenHash;
import dev.chancery.id.ClientKey;

/// The `jti` of a token (RFC 7519 §4.1.7): 90 random bits in the form of a UUID, whose last 8 digits tell for which
/// client it was made, so that another client of the same `client_id` is not taken for it.
record TokenId(String mark) {
    private static final int MARK = 8; // hex digits

    static TokenId of(ClientKey client) {
        return new TokenId(TokenHash.of("jti\n" + client.value()).hex().substring(0, MARK));
    }

    String fresh() {
        var random = RandomToken.uuid();
        return random.substring(0, random.length() - MARK) + mark;
    }

    boolean isIn(String jti) {
        return HiddenSubject.id(jti).endsWith(mark);
    }
}
