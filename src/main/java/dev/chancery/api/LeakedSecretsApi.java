package dev.chancery.api;

import static dev.chancery.document.Member.required;

import dev.chancery.client.RevokeLeakedSecret;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Json;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/api/secrets/revoke-leaked`: for whoever finds a secret where it should not be.
public record LeakedSecretsApi(RevokeLeakedSecret revoke, Guesses guesses) {

    record Leak(@Nullable String secret) {}

    /// `POST /api/secrets/revoke-leaked`: 204, whether there was such a secret or not; if there was, it works nowhere
    /// any more. Needs no token; too many reports from one address are 429.
    public Response report(Request request) {
        var secret = required("secret", Json.read(request, Leak.class).secret());
        if (guesses.ofFinder(request.address()) instanceof Guess.TooMany(var wait))
            throw new HttpRefusal(
                    429,
                    "Too many reports from this address: wait before the next one.",
                    Map.of("Retry-After", Long.toString(wait.toSeconds() + 1)));
        revoke.run(secret, request.address());
        return Response.empty(204).noStore();
    }
}
