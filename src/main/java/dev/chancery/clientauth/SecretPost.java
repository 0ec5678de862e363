package dev.chancery.clientauth;

import dev.chancery.http.Form;
import dev.chancery.http.Request;
import java.util.Optional;

/// `client_secret_post`: the id and secret in the body. RFC 6749 §2.3.1.
public record SecretPost() implements ClientAuthMethod {

    @Override
    public String name() {
        return "client_secret_post";
    }

    @Override
    public Optional<Claim> claim(Request request, Form form) {
        return form.one("client_secret")
                .map(secret -> new Claim(form.one("client_id").orElse(""), secret));
    }
}
