package dev.chancery.clientauth;

import dev.chancery.http.Form;
import dev.chancery.http.Request;
import java.util.Optional;

/// `none`: a public client only says who it is. RFC 6749 §3.2.1, RFC 7591 §2.
public record PublicClient() implements ClientAuthMethod {

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Optional<Claim> claim(Request request, Form form) {
        if (form.one("client_secret").isPresent()
                || !request.headers("Authorization").isEmpty()) return Optional.empty();
        return form.one("client_id").map(clientId -> new Claim(clientId, null));
    }
}
