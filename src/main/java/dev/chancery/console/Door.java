package dev.chancery.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.chancery.bootstrap.PlantConsole;
import dev.chancery.crypto.Digests;
import dev.chancery.crypto.MasterKeys;
import dev.chancery.crypto.RandomToken;
import dev.chancery.http.Cookie;
import dev.chancery.http.HttpRefusal;
import dev.chancery.http.Request;
import dev.chancery.http.Response;
import dev.chancery.oauth.Issuer;
import dev.chancery.realm.Realm;
import dev.chancery.realm.Realms;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where administrators come in and go out: the console is a public client of the code flow with PKCE, as RFC 9700
/// §2.1.1 wants it. What it must remember of a sign-in follows from one cookie and the master key; each sign-in has a
/// cookie of its own, so that two tabs of one browser both arrive.
final class Door {
    static final String SIGN_IN = "/console/sign-in";
    static final String SIGNED_IN = "/console/signed-in";
    static final String SIGN_OUT = "/console/sign-out";
    static final String HOME = "/console";

    private static final String COOKIE = "console-flow-";
    private static final int NAMED = 8;
    private static final int MOST = 8;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Pattern LOCAL = Pattern.compile("/console(/[A-Za-z0-9._~%/*-]*)?(\\?[A-Za-z0-9._~%&=+*-]*)?");
    private static final Pattern DOTS = Pattern.compile("/(\\.|%2[eE]){0,2}(?=[/?]|$)");
    private static final Pattern NO_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern FLOW = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Issuer issuer;
    private final Realms realms;
    private final PlantConsole plant;
    private final MasterKeys keys;
    private final Backend backend;
    private final Seats seats;
    private final Language language;

    Door(
            Issuer issuer,
            Realms realms,
            PlantConsole plant,
            MasterKeys keys,
            Backend backend,
            Seats seats,
            Language language) {
        this.issuer = issuer;
        this.realms = realms;
        this.plant = plant;
        this.keys = keys;
        this.backend = backend;
        this.seats = seats;
        this.language = language;
    }

    static String signIn(String realm) {
        return SIGN_IN + "?realm=" + Call.segment(realm);
    }

    boolean knows(String name) {
        return find(name).isPresent();
    }

    private Optional<Realm> find(String name) {
        return realms.find(name).filter(found -> found.deletedAt() == null);
    }

    /// `GET /console/sign-in?realm=&to=`: begins at the realm of the administrator, `master` unless they say another.
    Response signIn(Request request) {
        var query = request.query();
        return begin(
                request,
                query.one("realm").orElse(Realm.MASTER),
                query.one("to").orElse(HOME));
    }

    Response begin(Request request, String name, String to) {
        var realm = find(name).orElseThrow(() -> new HttpRefusal(404, "refused.realm"));
        plant.in(realm, address());
        var flow = TEXT.encodeToString(RandomToken.bytes(32));
        var asked = new LinkedHashMap<String, String>();
        asked.put("client_id", PlantConsole.CLIENT_ID);
        asked.put("response_type", "code");
        asked.put("scope", "openid");
        asked.put("redirect_uri", address().signedIn());
        asked.put(
                "code_challenge",
                TEXT.encodeToString(Digests.sha256(verifier(flow).getBytes(UTF_8))));
        asked.put("code_challenge_method", "S256");
        var state = state(flow, realm.name(), local(to));
        asked.put("state", state);
        language.chosen(request).ifPresent(tag -> asked.put("ui_locales", tag));
        var query = new Call("GET", "", asked, null, "").asked();
        var answer = Response.redirect(URI.create(issuer.endpoint(realm, "/auth") + "?" + query))
                .with(new Cookie(cookieName(state), flow, false, secure(), PATIENCE))
                .noStore();
        for (var old : tooMany(request)) answer = answer.with(forgotten(old));
        return answer;
    }

    /// RFC 6265 §5.4: a browser sends first what it was given first.
    private List<String> tooMany(Request request) {
        var begun = request.cookiesBeginning(Cookie.name(COOKIE, secure())).stream()
                .filter(name -> FLOW.matcher(name).matches())
                .distinct()
                .toList();
        return begun.subList(0, Math.max(0, begun.size() - MOST + 1));
    }

    /// `GET /console/signed-in`: RFC 6749 §4.1.2. What somebody else began is begun anew, by whoever is here.
    Response signedIn(Request request) {
        var query = request.query();
        var shown = query.one("state").orElse("");
        var flow = request.cookie(cookieName(shown));
        var state = flow.flatMap(own -> opened(own, shown));
        if (state.isEmpty()) return Response.redirect(URI.create(address().root() + HOME));
        var code = query.one("code");
        if (code.isEmpty())
            throw new HttpRefusal(403, query.one("error_description").orElse("refused.sign-in"));
        var tokens = backend.form(
                request,
                Seats.tokenPath(state.get().realm()),
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", PlantConsole.CLIENT_ID,
                        "code", code.get(),
                        "redirect_uri", address().signedIn(),
                        "code_verifier", verifier(flow.orElseThrow())));
        if (!tokens.isDone()) throw new HttpRefusal(403, tokens.content().text("error_description"));
        var seat = seats.taken(state.get().realm(), tokens);
        // whom the API does not know as an administrator would be sent round and round
        if (backend.send(request, seat.access(), Call.get("/api/realms", Map.of("size", "1")))
                        .status()
                == 401) throw new HttpRefusal(403, "refused.no-administrator");
        return Response.redirect(URI.create(address().root() + state.get().to()))
                .with(forgotten(cookieName(shown)))
                .with(Objects.requireNonNull(seat.changed()))
                .noStore();
    }

    /// `POST /console/sign-out`: out of the console, and out of the realm.
    Response signOut(Request request, Seat seat) {
        seats.left(request);
        var realm = realms.find(seat.realm()).orElseThrow(() -> new HttpRefusal(404, "refused.realm"));
        var asked = new LinkedHashMap<String, String>();
        asked.put("id_token_hint", seat.idToken());
        asked.put("client_id", PlantConsole.CLIENT_ID);
        asked.put("post_logout_redirect_uri", address().signedOut());
        var query = new Call("GET", "", asked, null, "").asked();
        return Response.redirect(URI.create(issuer.endpoint(realm, "/logout") + "?" + query))
                .with(seats.none())
                .noStore();
    }

    private PlantConsole.Address address() {
        var root = issuer.publicUrl();
        return new PlantConsole.Address(root, root + SIGNED_IN, root + HOME);
    }

    /// RFC 7636 §4.1.
    private String verifier(String flow) {
        return TEXT.encodeToString(keys.current().hmac("console-verifier", flow.getBytes(UTF_8)));
    }

    /// @param realm whose person signs in
    private record State(String realm, String to) {}

    /// RFC 6749 §10.12: bound to this browser, and nothing in it can be changed.
    private String state(String flow, String realm, String to) {
        var said = TEXT.encodeToString((realm + "\n" + to).getBytes(UTF_8));
        var proof = keys.current().hmac("console-state", (flow + "\n" + said).getBytes(UTF_8));
        return said + "." + TEXT.encodeToString(proof);
    }

    private Optional<State> opened(String flow, String shown) {
        try {
            var said = new String(Base64.getUrlDecoder().decode(shown.split("\\.", 2)[0]), UTF_8).split("\n", 2);
            var expected = state(flow, said[0], said[1]);
            return MessageDigest.isEqual(expected.getBytes(UTF_8), shown.getBytes(UTF_8))
                    ? Optional.of(new State(said[0], said[1]))
                    : Optional.empty();
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException foreign) {
            return Optional.empty();
        }
    }

    /// Nobody is led away from the console by a link to it, nor by the dots of a path, which browsers resolve; nor to
    /// what is no address.
    static String local(String to) {
        var leadsOn = LOCAL.matcher(to).matches()
                && !DOTS.matcher(to).find()
                && !NO_ESCAPE.matcher(to).find();
        return leadsOn ? to : HOME;
    }

    /// By a part of the state, which the browser shows when it comes back.
    private String cookieName(String state) {
        var proof = state.substring(state.indexOf('.') + 1);
        return Cookie.name(COOKIE + proof.substring(0, Math.min(NAMED, proof.length())), secure());
    }

    private Cookie forgotten(String name) {
        return new Cookie(name, "", false, secure(), Duration.ZERO);
    }

    private boolean secure() {
        return issuer.publicUrl().startsWith("https:");
    }
}
