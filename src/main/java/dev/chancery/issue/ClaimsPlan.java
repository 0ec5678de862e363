package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.failure.FailureCause;
import dev.chancery.id.SubjectId;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.OAuthError;
import dev.chancery.realm.AccessTokenType;
import dev.chancery.session.AuthorizationGrant;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// All of a token that does not change from one to the next, written out once.
final class ClaimsPlan {

    private static final int FRAME = 1024;

    final ClaimsSource source;
    final GrantedScope scope;
    private final byte[] rest;
    final String typ;
    private final TokenId id;
    private final boolean pairwise;

    /// As clients know whom it is about.
    final String subject;

    ClaimsPlan(
            Issuer issuer,
            MappedClaims mappers,
            ClaimsSource source,
            GrantedScope scope,
            @Nullable AuthorizationGrant grant) {
        this.source = source;
        this.scope = scope;
        var own = source.client().settings().accessTokenType();
        AccessTokenType type = own == null ? source.realm().settings().accessTokenType() : own;
        this.typ = type.typ;
        var claims = new AccessClaims(issuer, mappers, source, scope, grant);
        this.rest = JsonText.MAPPER.writeValueAsBytes(claims.values);
        requireShort(rest, source);
        this.subject = String.valueOf(claims.values.get("sub"));
        this.pairwise = claims.pairwise;
        this.id = TokenId.of(source.client().id());
    }

    static void requireShort(byte[] claims, ClaimsSource source) {
        if (claims.length > AccessClaims.LARGEST)
            throw OAuthError.INVALID_SCOPE
                    .because(FailureCause.TOKEN_TOO_LARGE, "the claims of these scopes make the token too large")
                    .of(source.client().clientId())
                    .privately("%d bytes of claims", claims.length);
    }

    /// Bytes, roughly: what is shared with other plans is not counted.
    int weight() {
        return rest.length + FRAME;
    }

    /// Whether the plan still says what is true.
    boolean isFor(ClaimsSource now, GrantedScope asked) {
        return source.equals(now) && scope.equals(asked);
    }

    /// The `jti` of one token.
    String jti(HiddenSubject subjects) {
        var fresh = id.fresh();
        return pairwise ? subjects.behind(fresh, source.realm().id(), new SubjectId(source.subject())) : fresh;
    }

    byte[] payload(long issuedAt, long expiresAt, HiddenSubject subjects) {
        var jti = jti(subjects);
        var start = ("{\"exp\":" + expiresAt + ",\"iat\":" + issuedAt + ",\"jti\":\"" + jti + "\",").getBytes(US_ASCII);
        return ByteBuffer.allocate(start.length + rest.length - 1)
                .put(start)
                .put(rest, 1, rest.length - 1)
                .array();
    }
}
