package dev.chancery.authorize;

import dev.chancery.crypto.CompactJws;
import dev.chancery.json.JsonText;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// A request object, OpenID Connect Core §6.1: this server takes none, and says so in the way that is asked for in it.
final class RequestObject {

    private RequestObject() {}

    /// Nobody has vouched for it, no more than for the parameter of this name; nothing else is read.
    static Optional<ResponseMode> responseMode(String jwt) {
        var parts = jwt.split("\\.", -1);
        if (jwt.length() > CompactJws.LONGEST || parts.length != 3) return Optional.empty();
        try {
            var claims = JsonText.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return ResponseMode.find(claims.path("response_mode").asString(""));
        } catch (IllegalArgumentException | JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
