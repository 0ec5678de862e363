package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.SigningKey;
import dev.chancery.failure.FailureCause;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.OAuthError;
import dev.chancery.realm.AccessTokenType;
import java.nio.ByteBuffer;

/// All of a token that does not change from one to the next, written out once.
final class ClaimsPlan {

    private static final int FRAME = 1024;

    @SuppressWarnings("ArrayRecordComponent")
    private record Header(String kid, byte[] encoded) {}

    final ClaimsSource source;
    final GrantedScope scope;
    private final byte[] rest;
    private final String typ;
    private final TokenId id;
    private final boolean pairwise;
    private volatile Header header = new Header("", new byte[0]);

    ClaimsPlan(Issuer issuer, MappedClaims mappers, ClaimsSource source, GrantedScope scope) {
        this.source = source;
        this.scope = scope;
        var own = source.client().settings().accessTokenType();
        AccessTokenType type = own == null ? source.realm().settings().accessTokenType() : own;
        this.typ = type.typ;
        var claims = new AccessClaims(issuer, mappers, source, scope);
        this.rest = JsonText.MAPPER.writeValueAsBytes(claims.values);
        if (rest.length > AccessClaims.LARGEST)
            throw OAuthError.INVALID_SCOPE
                    .because(FailureCause.TOKEN_TOO_LARGE, "the claims of these scopes make the token too large")
                    .of(source.client().clientId())
                    .privately("%d bytes of claims", rest.length);
        this.pairwise = claims.pairwise;
        this.id = TokenId.of(source.client().id());
    }

    /// Bytes, roughly: what is shared with other plans is not counted.
    int weight() {
        return rest.length + FRAME;
    }

    /// Whether the plan still says what is true.
    boolean isFor(ClaimsSource now, GrantedScope asked) {
        return source.equals(now) && scope.equals(asked);
    }

    byte[] header(SigningKey key) {
        var known = header;
        if (!known.kid.equals(key.kid())) header = known = new Header(key.kid(), CompactJws.encodedHeader(key, typ));
        return known.encoded;
    }

    byte[] payload(long issuedAt, long expiresAt, HiddenSubject subjects) {
        var fresh = id.fresh();
        var jti = pairwise ? subjects.behind(fresh, source.realm().id(), new SubjectId(source.subject())) : fresh;
        var start = ("{\"exp\":" + expiresAt + ",\"iat\":" + issuedAt + ",\"jti\":\"" + jti + "\",").getBytes(US_ASCII);
        return ByteBuffer.allocate(start.length + rest.length - 1)
                .put(start)
                .put(rest, 1, rest.length - 1)
                .array();
    }
}
