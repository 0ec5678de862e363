package dev.chancery.clientauth;

import dev.chancery.http.Form;
import dev.chancery.http.Request;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One way in which a client can prove itself.
public interface ClientAuthMethod {

    /// What a request says about who sent it, before any of it is believed.
    record Claim(String clientId, @Nullable String secret) {}

    /// As `token_endpoint_auth_methods_supported` names it: RFC 8414 §2.
    String name();

    /// Absent when the request does not use this method.
    Optional<Claim> claim(Request request, Form form);
}
