package dev.chancery.session;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.chancery.json.JsonText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;

/// What was asked at the authorization endpoint and is held against what comes at the token endpoint, or is said by the
/// tokens.
///
/// @param redirectUri as it was sent; absent when it was not: RFC 6749 §4.1.3
/// @param codeChallenge by S256; absent for clients that need none: RFC 7636 §4.3
/// @param nonce OpenID Connect Core §3.1.2.1
/// @param idTokenClaims names that were asked for one by one: OpenID Connect Core §5.5
/// @param userinfoClaims likewise
@JsonIgnoreProperties(ignoreUnknown = true) // of a newer node
public record Terms(
        @Nullable String redirectUri,
        @Nullable String codeChallenge,
        @Nullable String nonce,
        List<String> idTokenClaims,
        List<String> userinfoClaims) {

    /// Where nobody asked at the authorization endpoint.
    public static final Terms NONE = new Terms(null, null, null, List.of(), List.of());

    private static final String NOTHING = NONE.text();
    private static final ObjectReader READER = JsonText.MAPPER.readerFor(Terms.class);

    public Terms {
        idTokenClaims = List.copyOf(idTokenClaims);
        userinfoClaims = List.copyOf(userinfoClaims);
    }

    /// As a column holds them.
    public static Terms of(String column) {
        return column.equals(NOTHING) ? NONE : READER.readValue(column);
    }

    String text() {
        return JsonText.of(this);
    }
}
