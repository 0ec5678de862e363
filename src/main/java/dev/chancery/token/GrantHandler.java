package dev.chancery.token;

import dev.chancery.client.Grant;
import dev.chancery.issue.Tokens;

/// One `grant_type`: RFC 6749 §4.
public interface GrantHandler {

    Grant type();

    /// The tokens, or an `OAuthException`.
    Tokens exchange(GrantRequest request);
}
