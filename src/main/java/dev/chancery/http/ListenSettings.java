package dev.chancery.http;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One listener: where it listens, whom it trusts, what it bears.
///
/// @param port 0 for any free one
/// @param https whether people reach it by https, so that Strict-Transport-Security is sent (RFC 6797 §7.2)
/// @param aliases path prefixes that are stripped before routing, such as `/auth`
/// @param ids fresh, unguessable request ids
public record ListenSettings(
        String address,
        int port,
        @Nullable Tls tls,
        boolean https,
        TrustedProxies proxies,
        List<String> aliases,
        Limits limits,
        Supplier<String> ids,
        Exchanges exchanges) {

    public ListenSettings {
        aliases = List.copyOf(aliases);
        for (var alias : aliases) {
            if (!alias.startsWith("/") || alias.length() == 1 || alias.endsWith("/"))
                throw new IllegalArgumentException("an alias starts with / and does not end with it: " + alias);
        }
    }

    /// Plain HTTP, no proxies, no aliases, standard limits.
    public static ListenSettings on(String address, int port, Supplier<String> ids) {
        return new ListenSettings(
                address, port, null, false, TrustedProxies.NONE, List.of(), Limits.STANDARD, ids, _ -> {});
    }

    public ListenSettings tls(Tls tls) {
        return new ListenSettings(address, port, tls, true, proxies, aliases, limits, ids, exchanges);
    }

    public ListenSettings https(boolean https) {
        return new ListenSettings(address, port, tls, https, proxies, aliases, limits, ids, exchanges);
    }

    public ListenSettings behind(TrustedProxies proxies) {
        return new ListenSettings(address, port, tls, https, proxies, aliases, limits, ids, exchanges);
    }

    public ListenSettings aliases(List<String> aliases) {
        return new ListenSettings(address, port, tls, https, proxies, aliases, limits, ids, exchanges);
    }

    public ListenSettings limits(Limits limits) {
        return new ListenSettings(address, port, tls, https, proxies, aliases, limits, ids, exchanges);
    }

    public ListenSettings tell(Exchanges exchanges) {
        return new ListenSettings(address, port, tls, https, proxies, aliases, limits, ids, exchanges);
    }
}
