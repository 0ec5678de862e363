package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.chancery.bootstrap.PlantConsole;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.SealBroken;
import dev.chancery.crypto.Sealed;
import dev.chancery.crypto.TokenHash;
import dev.chancery.http.Cookie;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.json.JsonText;
import dev.chancery.oauth.Issuer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Who sits at the console. The browser holds a refresh token, sealed; the tokens that come of it stay here, in the
/// memory of whichever node needs them, and are got again by any other. Ending the session ends them all.
final class Seats {
    private static final String CONTEXT = "console seat";
    private static final String COOKIE = "console";
    private static final int MOST = 1_000;
    private static final Duration BEFOREHAND = Duration.ofSeconds(20);
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Issuer issuer;
    private final MasterKeys keys;
    private final Backend backend;
    private final InstantSource clock;
    private final Cache<TokenHash, Seat> seats = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Seats(Issuer issuer, MasterKeys keys, Backend backend, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.backend = backend;
        this.clock = clock;
    }

    /// Absent when nobody is signed in, or not any more.
    Optional<Seat> of(Request request) {
        var cookie = request.cookie(cookieName());
        if (cookie.isEmpty()) return Optional.empty();
        var known = seats.getIfPresent(TokenHash.of(cookie.get()));
        if (known != null && clock.instant().isBefore(known.ends().minus(BEFOREHAND))) return Optional.of(known);
        return opened(cookie.get()).flatMap(held -> renewed(request, held));
    }

    /// The realm of whoever sits here, or did; absent for anybody else.
    Optional<String> realm(Request request) {
        return request.cookie(cookieName()).flatMap(this::opened).map(Held::realm);
    }

    /// After the code flow, with what the token endpoint answered.
    Seat taken(String realm, Answer tokens) {
        return seat(realm, tokens.content());
    }

    /// Where they were known on this node, they are no more.
    void left(Request request) {
        request.cookie(cookieName()).map(TokenHash::of).ifPresent(seats::invalidate);
    }

    Cookie none() {
        return new Cookie(cookieName(), "", false, secure(), Duration.ZERO);
    }

    /// What a form of theirs shows, so that it is known to be one of ours.
    String mark(Seat seat) {
        var whose = (seat.realm() + "\n" + seat.subject()).getBytes(UTF_8);
        return TEXT.encodeToString(keys.current().hmac("console-form", whose));
    }

    boolean isMarked(Seat seat, String mark) {
        return MessageDigest.isEqual(mark(seat).getBytes(UTF_8), mark.getBytes(UTF_8));
    }

    private record Held(String realm, String refresh) {}

    private Optional<Held> opened(String cookie) {
        try {
            var sealed = new Sealed(new String(Base64.getUrlDecoder().decode(cookie), UTF_8));
            var parts = new String(sealed.open(keys, CONTEXT), UTF_8).split("\n", 2);
            return Optional.of(new Held(parts[0], parts[1]));
        } catch (IllegalArgumentException | SealBroken foreign) {
            return Optional.empty();
        }
    }

    private Optional<Seat> renewed(Request request, Held held) {
        var answer = backend.form(
                request,
                tokenPath(held.realm()),
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        PlantConsole.CLIENT_ID,
                        "refresh_token",
                        held.refresh()));
        // nobody is signed out because the server is busy
        if (answer.status() >= 500)
            throw new HttpRefusal(503, "the server cannot do this now", Map.of("Retry-After", "1"));
        return answer.isDone() ? Optional.of(seat(held.realm(), answer.content())) : Optional.empty();
    }

    private Seat seat(String realm, Thing tokens) {
        var access = tokens.text("access_token");
        var claims = new Thing(JsonText.MAPPER.readTree(Base64.getUrlDecoder().decode(access.split("\\.", 3)[1])));
        var refresh = tokens.text("refresh_token");
        var sealed = Sealed.seal(keys.current(), (realm + "\n" + refresh).getBytes(UTF_8), CONTEXT);
        var cookie =
                new Cookie(cookieName(), TEXT.encodeToString(sealed.text().getBytes(UTF_8)), false, secure(), null);
        var name = claims.text("preferred_username");
        var seat = new Seat(
                realm,
                claims.text("sub"),
                name.isEmpty() ? claims.text("sub") : name,
                access,
                tokens.text("id_token"),
                refresh,
                clock.instant().plusSeconds(tokens.number("expires_in")),
                cookie);
        seats.put(TokenHash.of(cookie.value()), seat.settled());
        return seat;
    }

    static String tokenPath(String realm) {
        return "/realms/" + Call.segment(realm) + Issuer.CONNECT + "/token";
    }

    private String cookieName() {
        return Cookie.name(COOKIE, secure());
    }

    private boolean secure() {
        return issuer.publicUrl().startsWith("https:");
    }
}
