package dev.chancery.authorize;

import static dev.chancery.oauth.OAuthError.INVALID_REQUEST;
import static dev.chancery.oauth.OAuthError.TEMPORARILY_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.SealBroken;
import dev.chancery.crypto.Sealed;
import dev.chancery.crypto.TokenHash;
import dev.chancery.db.Changes;
import dev.chancery.db.Database;
import dev.chancery.failure.FailureCause;
import dev.chancery.guess.Guess;
import dev.chancery.guess.Guesses;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.id.RealmId;
import dev.chancery.oauth.Issuer;
import dev.chancery.oauth.OAuthException;
import dev.chancery.realm.Realm;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Begins sign-ins, and finds them again in the browser in which they were begun.
public record Interactions(
        Database db,
        Issuer issuer,
        InteractionStore store,
        Guesses guesses,
        Changes changes,
        MasterKeys keys,
        InstantSource clock) {
    /// The page of a realm where people sign in; its only parameter is the handle.
    public static final String PAGE = "/sign-in";

    public static final String HANDLE = "flow";
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final int LONGEST = 64;
    private static final String DEVICE = "user-code";
    private static final String PENDING = "pending";

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
        var hash = TokenHash.of(handle);
        var sealed = device == null ? null : seal(device, realm.id(), hash, DEVICE);
        var now = clock.instant();
        store.insert(new Interaction(hash, realm.id(), asked, sealed, null, List.of(), false, "", now, now.plus(LIFE)));
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

    /// What somebody is about to set up waits, sealed.
    public void hold(Interaction interaction, String pending) {
        store.hold(interaction, seal(pending, interaction.realm(), interaction.handle(), PENDING));
    }

    /// What waits; absent when nothing does, or when it was sealed under a key that is gone.
    public Optional<String> held(Interaction interaction) {
        return open(interaction.pending(), interaction, PENDING);
    }

    /// The user code of the device that they came for; absent when they did not, or when it was sealed under a key that
    /// is gone.
    public Optional<String> userCode(Interaction interaction) {
        return interaction.device() == null ? Optional.empty() : open(interaction.device(), interaction, DEVICE);
    }

    private String seal(String text, RealmId realm, TokenHash handle, String kind) {
        return Sealed.seal(keys.current(), text.getBytes(UTF_8), context(realm, handle, kind))
                .text();
    }

    private Optional<String> open(String sealed, Interaction interaction, String kind) {
        if (sealed.isEmpty()) return Optional.empty();
        try {
            var context = context(interaction.realm(), interaction.handle(), kind);
            return Optional.of(new String(new Sealed(sealed).open(keys, context), UTF_8));
        } catch (SealBroken _) {
            return Optional.empty();
        }
    }

    private static String context(RealmId realm, TokenHash handle, String kind) {
        return Sealed.context(realm.value(), "interaction-" + kind, handle.hex());
    }

    /// It is over: for one caller only, and refused to any other.
    public void finish(Interaction interaction) {
        if (!store.delete(interaction)) throw ended();
    }

    /// The same, and `work` with it.
    public void finish(Interaction interaction, Runnable work) {
        finish(interaction, () -> {
            work.run();
            return true;
        });
    }

    /// The same, with what comes of it.
    public <T> T finish(Interaction interaction, Supplier<T> work) {
        return db.unit(() -> {
            finish(interaction);
            return work.get();
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
