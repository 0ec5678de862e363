package dev.chancery.authorize;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;

import dev.chancery.failure.FailureCause;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.OAuthException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `claims` parameter: OpenID Connect Core §5.5.
///
/// @param subject the only person who will do; absent for anybody
record AskedClaims(
        List<String> idToken,
        List<String> userinfo,
        List<String> levels,
        boolean levelEssential,
        @Nullable String subject) {
    static final AskedClaims NONE = new AskedClaims(List.of(), List.of(), List.of(), false, null);

    private static final int LONGEST = 4_096;
    private static final int MOST = 50;
    private static final int LONGEST_NAME = 100;

    static AskedClaims of(String parameter) {
        if (parameter.length() > LONGEST) throw malformed();
        try {
            if (!(JsonText.MAPPER.readTree(parameter) instanceof ObjectNode claims)) throw malformed();
            var idToken = object(claims, "id_token");
            var userinfo = object(claims, "userinfo");
            var acr = idToken.get("acr");
            return new AskedClaims(
                    names(idToken),
                    names(userinfo),
                    acr == null ? List.of() : wanted(acr),
                    acr != null && acr.path("essential").booleanValue(false),
                    Optional.ofNullable(idToken.get("sub"))
                            .flatMap(sub -> wanted(sub).stream().findFirst())
                            .orElse(null));
        } catch (JacksonException unreadable) {
            throw malformed();
        }
    }

    private static ObjectNode object(ObjectNode claims, String member) {
        return switch (claims.get(member)) {
            case null -> JsonText.emptyObject();
            case ObjectNode object -> object;
            case JsonNode node when node.isNull() -> JsonText.emptyObject();
            default -> throw malformed();
        };
    }

    private static List<String> names(ObjectNode claims) {
        var names = claims.propertyNames().stream()
                .filter(name -> name.length() <= LONGEST_NAME)
                .toList();
        if (names.size() > MOST) throw malformed();
        return names;
    }

    private static List<String> wanted(JsonNode claim) {
        var wanted = new ArrayList<String>();
        if (claim.path("value").isString()) wanted.add(claim.path("value").stringValue());
        for (var value : claim.path("values")) if (value.isString()) wanted.add(value.stringValue());
        if (wanted.size() > MOST) throw malformed();
        return wanted;
    }

    private static OAuthException malformed() {
        return INVALID_REQUEST.because(
                FailureCause.MALFORMED_REQUEST, "the parameter claims is not as OpenID Connect Core 5.5 has it");
    }
}
