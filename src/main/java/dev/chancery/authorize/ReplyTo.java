package dev.chancery.authorize;

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
        @Nullable String state) {}
