package dev.chancery.authorize;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.chancery.http.Views;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where answers may be sent, once client and redirect URI are settled: until there is one, errors are a page
/// (RFC 6749 §4.1.2.1), and from then on they go to the client.
///
/// @param uri one that the client has registered, in full
/// @param state as the client sent it; absent when it sent none
public record ReplyTo(
        String clientId,
        String uri,
        ResponseMode mode,
        @Nullable String state) {

    /// Where a form's way to it has to be allowed: see [Views#page].
    @JsonIgnore
    public String target() {
        return Views.target(URI.create(uri));
    }
}
