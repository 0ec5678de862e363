package dev.chancery.clientauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.failure.FailureCause;
import dev.chancery.http.Form;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.oauth.OAuthError;
import dev.chancery.oauth.OAuthException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;

/// `client_secret_basic`: the id and secret, each form-encoded, by HTTP Basic. RFC 6749 §2.3.1, RFC 7617.
public record SecretBasic() implements ClientAuthMethod {
    private static final String SCHEME = "Basic ";

    @Override
    public String name() {
        return "client_secret_basic";
    }

    @Override
    public Optional<Claim> claim(Request request, Form form) {
        var header = request.header("Authorization");
        if (header.isEmpty()) return Optional.empty();
        // RFC 9110 §11.1: the scheme's name is case-insensitive
        if (!header.get().regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            throw malformed("the Authorization header is not of the scheme Basic");
        var pair = decoded(header.get().substring(SCHEME.length()).strip());
        var colon = pair.indexOf(':');
        if (colon <= 0) throw malformed("the Basic credentials have no client id, or no colon");
        return Optional.of(new Claim(formDecoded(pair.substring(0, colon)), formDecoded(pair.substring(colon + 1))));
    }

    private static String decoded(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException unreadable) {
            throw malformed("the Basic credentials are not base64 of UTF-8");
        }
    }

    private static String formDecoded(String text) {
        try {
            var decoded = Form.decoded(text);
            // RFC 7617 §2: "The user-id and password MUST NOT contain any control characters"
            if (decoded.chars().anyMatch(Character::isISOControl))
                throw malformed("the Basic credentials contain control characters");
            return decoded;
        } catch (HttpRefusal unreadable) {
            throw malformed("RFC 6749 §2.3.1: the client id and secret are not form-encoded");
        }
    }

    private static OAuthException malformed(String detail) {
        return OAuthError.INVALID_CLIENT
                .because(FailureCause.MALFORMED_REQUEST, ClientAuthenticator.REFUSAL)
                .privately("%s", detail);
    }
}
