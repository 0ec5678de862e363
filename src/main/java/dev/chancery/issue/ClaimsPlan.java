package dev.chancery.issue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.chancery.admin.Actor;
import dev.chancery.admin.AdminRole;
import dev.chancery.claims.ClaimsSource;
import dev.chancery.claims.MappedClaims;
import dev.chancery.crypto.CompactJws;
import dev.chancery.crypto.SigningKey;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.AccessTokenType;
import dev.chancery.scope.BuiltInScope;
import dev.chancery.scope.TokenKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// All of a token that does not change from one to the next, written out once: RFC 9068 §2.2 and what clients in the
/// field look for beside it.
final class ClaimsPlan {

    /// The `aud` of tokens that administer this server.
    static final String ADMIN_AUDIENCE = Actor.AUDIENCE;

    private static final int FRAME = 1024;

    @SuppressWarnings("ArrayRecordComponent")
    private record Header(String kid, byte[] encoded) {}

    final ClaimsSource source;
    final GrantedScope scope;
    private final byte[] rest;
    private final String typ;
    private final TokenId id;
    private volatile Header header = new Header("", new byte[0]);

    ClaimsPlan(Issuer issuer, MappedClaims mappers, ClaimsSource source, GrantedScope scope) {
        this.source = source;
        this.scope = scope;
        var own = source.client().settings().accessTokenType();
        AccessTokenType type = own == null ? source.realm().settings().accessTokenType() : own;
        this.typ = type.typ;
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", issuer.of(source.realm()));
        var mapped = mappers.of(TokenKind.ACCESS_TOKEN, source, scope.scopes());
        claims.put("aud", audience(issuer, mapped.audience()));
        addStandard(claims);
        claims.putAll(mapped.values());
        this.rest = JsonText.MAPPER.writeValueAsBytes(claims);
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

    byte[] payload(long issuedAt, long expiresAt) {
        var start = ("{\"exp\":" + expiresAt + ",\"iat\":" + issuedAt + ",\"jti\":\"" + id.fresh() + "\",")
                .getBytes(US_ASCII);
        return ByteBuffer.allocate(start.length + rest.length - 1)
                .put(start)
                .put(rest, 1, rest.length - 1)
                .array();
    }

    private void addStandard(Map<String, Object> claims) {
        claims.put("sub", source.subject());
        claims.put("typ", "Bearer");
        claims.put("azp", source.client().clientId());
        claims.put("client_id", source.client().clientId());
        claims.put("scope", scope.text());
        claims.put("preferred_username", source.username());
    }

    /// RFC 9068 §3: what the client is given, else the realm's default, so that there always is one.
    private Object audience(Issuer issuer, Set<String> mapped) {
        var chosen = new LinkedHashSet<>(source.client().settings().audience());
        chosen.addAll(mapped);
        // neither settings nor mappers make a token administer: only the scope and the roles for it do
        chosen.remove(ADMIN_AUDIENCE);
        var audience = new ArrayList<>(chosen);
        if (audience.isEmpty()) {
            var byDefault = source.realm().settings().defaultAudience();
            audience.add(byDefault == null ? issuer.of(source.realm()) : byDefault);
        }
        if (administers() && !audience.contains(ADMIN_AUDIENCE)) audience.add(ADMIN_AUDIENCE);
        return audience.size() == 1 ? audience.getFirst() : audience;
    }

    /// A person's token administers only from a client made for it; a service account's, wherever it was given the
    /// right.
    private boolean administers() {
        if (scope.contains(BuiltInScope.CHANCERY_ADMIN.scopeName)) return true;
        return source.user() == null
                && source.roles().administering().stream()
                        .anyMatch(role -> !AdminRole.permissionsOf(role).isEmpty());
    }
}
