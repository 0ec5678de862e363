package dev.chancery.client;

import static dev.chancery.admin.Refused.invalid;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which redirection URIs may be registered: RFC 6749 §3.1.2, RFC 8252 §7, RFC 9700 §2.1.
///
/// A `/*` that ends the path stands for everything below it. It is the only wildcard, and a risk.
public final class RedirectUri {
    private static final int LONGEST = 2048;
    private static final Set<String> ANSWER_PARAMETERS =
            Set.of("code", "state", "iss", "error", "access_token", "id_token");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Pattern LOOPBACK_ADDRESS = Pattern.compile(
            "http://(?<host>127\\.0\\.0\\.1|\\[::1])(?<port>:[1-9][0-9]{0,4})?(?<rest>/.*)?", Pattern.DOTALL);
    private static final Pattern ENCODED_SEPARATOR = Pattern.compile("%(2[ef]|5c|00|0[ad])", Pattern.CASE_INSENSITIVE);

    private RedirectUri() {}

    /// Judges one entry of `member`; relative ones resolve against `rootUrl`, where there is one.
    static void validate(String member, String text, String rootUrl, boolean publicClient) {
        if (text.isEmpty() || text.length() > LONGEST) throw invalid(member, "1 to 2,048 characters each.");
        if (text.chars().anyMatch(character -> character <= ' ' || character > '~' || character == '\\'))
            throw invalid(member, "%s: only visible ASCII characters, without a backslash.".formatted(quoted(text)));
        var uri = parsed(member, resolved(text, rootUrl));
        requireScheme(member, text, uri, publicClient);
        // RFC 6749 §3.1.2: "The endpoint URI MUST NOT include a fragment component."
        if (uri.getRawFragment() != null) throw invalid(member, "%s: no fragment ('#…').".formatted(quoted(text)));
        if (uri.getRawUserInfo() != null)
            throw invalid(member, "%s: no user name before the host.".formatted(quoted(text)));
        var path = Optional.ofNullable(uri.getRawPath()).orElse("");
        if (ENCODED_SEPARATOR.matcher(path).find() || path.contains("..") || path.contains(";"))
            throw invalid(member, "%s: no '..', no ';' and no encoded separators in the path.".formatted(quoted(text)));
        var fixed = text.endsWith("/*") && uri.getRawQuery() == null ? text.substring(0, text.length() - 1) : text;
        if (fixed.contains("*"))
            throw invalid(member, "%s: the only wildcard is '/*' at the end of the path.".formatted(quoted(text)));
        requireOwnQuery(member, text, uri);
    }

    /// Whether somebody may be sent to `asked`: RFC 9700 §2.1 "exact string matching", but for what ends in `/*`,
    /// and for the port of a program's own listener.
    public static boolean allows(ClientSettings settings, List<String> registered, String asked) {
        return asked.length() <= LONGEST
                && registered.stream()
                        .map(text -> resolved(text, settings.rootUrl()))
                        .anyMatch(text -> text.equals(asked)
                                || (isWildcard(text) && isBelow(text, asked))
                                || (settings.publicClient() && isSameButForPort(text, asked)));
    }

    /// The one that is registered, where there is no other and it stands for itself alone.
    public static Optional<String> theOnly(ClientSettings settings) {
        var uris = settings.redirectUris();
        return uris.size() == 1 && !isWildcard(uris.getFirst())
                ? Optional.of(resolved(uris.getFirst(), settings.rootUrl()))
                : Optional.empty();
    }

    /// Of all that are registered the one that is most like `asked`, for whoever looks for the mistake.
    public static Optional<String> nearest(ClientSettings settings, String asked) {
        return settings.redirectUris().stream()
                .map(text -> resolved(text, settings.rootUrl()))
                .min(Comparator.comparingInt(text -> apart(text, asked)));
    }

    /// How many characters are not in the beginning and the end that both share.
    private static int apart(String one, String other) {
        var shorter = Math.min(one.length(), other.length());
        var start = 0;
        while (start < shorter && one.charAt(start) == other.charAt(start)) start++;
        var end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end))
            end++;
        return Math.max(one.length(), other.length()) - start - end;
    }

    /// Compared by parsed parts, so that no reading of the address leads elsewhere.
    private static boolean isBelow(String wildcard, String asked) {
        var below = wildcard.substring(0, wildcard.length() - 1);
        if (!asked.startsWith(below)) return false;
        if (asked.chars().anyMatch(character -> character <= ' ' || character > '~' || character == '\\')) return false;
        try {
            var base = new URI(below);
            var uri = new URI(asked);
            var path = Optional.ofNullable(uri.getRawPath()).orElse("");
            return Objects.equals(base.getScheme(), uri.getScheme())
                    && Objects.equals(base.getRawAuthority(), uri.getRawAuthority())
                    && uri.getRawFragment() == null
                    && path.startsWith(base.getRawPath())
                    && !path.contains("..")
                    && !path.contains(";")
                    && !ENCODED_SEPARATOR.matcher(path).find()
                    && (uri.getRawQuery() == null || !hasAnswerParameter(uri.getRawQuery()));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /// RFC 8252 §7.3: "The authorization server MUST allow any port to be specified at the time of the request for
    /// loopback IP redirect URIs".
    private static boolean isSameButForPort(String registered, String asked) {
        var one = LOOPBACK_ADDRESS.matcher(registered);
        var other = LOOPBACK_ADDRESS.matcher(asked);
        return one.matches()
                && other.matches()
                && one.group("host").equals(other.group("host"))
                && Objects.equals(one.group("rest"), other.group("rest"));
    }

    static boolean isWildcard(String registered) {
        return registered.endsWith("/*");
    }

    private static URI parsed(String member, String text) {
        try {
            var uri = new URI(text.endsWith("/*") ? text.substring(0, text.length() - 1) : text);
            if (uri.getScheme() == null)
                throw invalid(member, "%s: a relative URI needs a rootUrl.".formatted(quoted(text)));
            return uri;
        } catch (URISyntaxException malformed) {
            throw invalid(member, "%s is not a URI.".formatted(quoted(text)));
        }
    }

    /// The hosts that the client's redirect URIs lead to, in lower case.
    public static Set<String> hosts(ClientSettings settings) {
        var hosts = new TreeSet<String>();
        for (var text : settings.redirectUris()) {
            var host = parsed("redirectUris", resolved(text, settings.rootUrl()).replace("*", ""))
                    .getHost();
            if (host != null) hosts.add(host.toLowerCase(Locale.ROOT));
        }
        return hosts;
    }

    private static String resolved(String text, String rootUrl) {
        return text.startsWith("/") && !text.startsWith("//") && !rootUrl.isEmpty()
                ? rootUrl.replaceAll("/+$", "") + text
                : text;
    }

    private static void requireScheme(String member, String text, URI uri, boolean publicClient) {
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        switch (scheme) {
            case "https" -> requireHost(member, text, uri);
            case "http" -> {
                requireHost(member, text, uri);
                if (!LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT)))
                    throw invalid(
                            member, "%s: http only for the loopback interface; use https.".formatted(quoted(text)));
            }
            // RFC 8252 §7.1: private-use schemes "MUST use a … domain name under their control", so they have a dot
            default -> {
                if (!publicClient || !scheme.contains("."))
                    throw invalid(
                            member,
                            "%s: the scheme must be https, or for public native clients one with a dot such as com.example.app."
                                    .formatted(quoted(text)));
            }
        }
    }

    private static void requireHost(String member, String text, URI uri) {
        if (uri.getHost() == null || uri.isOpaque() || uri.getHost().contains("%"))
            throw invalid(member, "%s has no host.".formatted(quoted(text)));
    }

    /// A parameter of ours in the registered query would arrive twice, and the client might read the wrong one.
    private static void requireOwnQuery(String member, String text, URI uri) {
        if (uri.getRawQuery() == null) return;
        if (hasAnswerParameter(uri.getRawQuery()))
            throw invalid(member, "%s: the query must not hold a parameter of the answer.".formatted(quoted(text)));
    }

    private static boolean hasAnswerParameter(String query) {
        return Stream.of(query.split("&", -1))
                .map(pair -> pair.split("=", 2)[0].toLowerCase(Locale.ROOT))
                .anyMatch(ANSWER_PARAMETERS::contains);
    }

    private static String quoted(String text) {
        return "'" + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + "'";
    }
}
