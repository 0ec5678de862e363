package dev.chancery.authorize;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;
import static dev.chancery.oauth.OAuthError.TEMPORARILY_UNAVAILABLE;

import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.failure.FailureCause;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Begins sign-ins, and finds them again in the browser in which they were begun.
public record Interactions(
        Database db, Issuer issuer, InteractionStore store, Guesses guesses, Changes changes, InstantSource clock) {
    /// The page of a realm where people sign in; its only parameter is the handle.
    public static final String PAGE = "/sign-in";

    public static final String HANDLE = "flow";
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int LONGEST = 64;

    /// One that this browser has, with its address.
    public record Found(Interaction interaction, String handle) {}

    /// 303 to the page where people sign in, from wherever the request came. Refused to an address from which so many
    /// came lately that they could fill the store.
    public Response begin(Realm realm, Request request, @Nullable Asked asked, @Nullable String device) {
        if (guesses.ofVisitor(realm.id().value(), request.address()) instanceof Guess.TooMany(var wait))
            throw TEMPORARILY_UNAVAILABLE
                    .because(FailureCause.TOO_MANY_GUESSES, "too many sign-ins begin there: try again later")
                    .retryAfter(wait.toSeconds() + 1);
        var handle = Browser.fresh();
        var now = clock.instant();
        store.insert(new Interaction(
                TokenHash.of(handle), realm.id(), asked, device, null, List.of(), false, "", now, now.plus(LIFE)));
        return Response.redirect(page(realm, handle));
    }

    /// Refused in any other browser, and once it has ended: a page that tells to start again.
    public Found find(Realm realm, Request request, TokenHash known) {
        var handle = request.query().one(HANDLE).orElse("");
        if (handle.isEmpty() || handle.length() > LONGEST) throw ended();
        return store.find(realm.id(), TokenHash.of(handle), known, clock.instant())
                // the database came back from a copy: whether this was ended since the copy is unknown
                .filter(found -> !found.begunAt().isBefore(changes.epoch().began()))
                .map(interaction -> new Found(interaction, handle))
                .orElseThrow(Interactions::ended);
    }

    /// Somebody has shown something; refused when it has ended, or somebody else began to.
    public void prove(Interaction interaction, Interaction proved) {
        if (!store.prove(interaction, proved)) throw ended();
    }

    /// All is shown: `work` follows in the same unit, for one caller only. Refused to any other, and when what they
    /// have shown is void by now.
    public void settle(Interaction interaction, Runnable work) {
        db.unit(() -> {
            if (!store.settle(interaction, changes.epoch().began(), clock.instant())) throw ended();
            work.run();
        });
    }

    /// Inside a unit, in which nobody ends it from then on. Refused when it has ended, or what they have shown is void
    /// by now.
    public void require(Interaction interaction) {
        if (!store.lock(interaction, changes.epoch().began(), clock.instant())) throw ended();
    }

    /// What somebody is about to set up, sealed.
    public void hold(Interaction interaction, String pending) {
        store.hold(interaction, pending);
    }

    /// It is over: for one caller only, and refused to any other.
    public void finish(Interaction interaction) {
        if (!store.delete(interaction)) throw ended();
    }

    /// The same, and `work` with it.
    public void finish(Interaction interaction, Runnable work) {
        db.unit(() -> {
            finish(interaction);
            work.run();
        });
    }

    public URI page(Realm realm, String handle) {
        return URI.create("%s%s?%s=%s".formatted(issuer.of(realm), PAGE, HANDLE, handle));
    }

    public static OAuthException ended() {
        return INVALID_REQUEST.because(
                FailureCause.FLOW_ENDED, "this sign-in has ended, or was begun in another browser: start again");
    }
}
