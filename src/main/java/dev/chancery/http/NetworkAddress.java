package dev.chancery.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads IP addresses as literals only: nothing here ever asks DNS.
final class NetworkAddress {
    private static final Pattern V4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private NetworkAddress() {}

    static Optional<InetAddress> parse(String literal) {
        if (literal.length() > 45) return Optional.empty();
        var v6 = literal.indexOf(':') >= 0;
        if (!(v6 ? V6 : V4).matcher(literal).matches()) return Optional.empty();
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /// With an optional port, as proxies write it: `192.0.2.1:80`, `[2001:db8::1]:80`, `2001:db8::1`.
    static Optional<InetAddress> parseNode(String node) {
        if (node.startsWith("[")) {
            var end = node.indexOf(']');
            if (end < 0 || !port(node, end + 1)) return Optional.empty();
            return parse(node.substring(1, end)).filter(_ -> node.indexOf(':') < end);
        }
        var colon = node.indexOf(':');
        if (colon < 0 || node.indexOf(':', colon + 1) >= 0) return parse(node);
        return port(node, colon) ? parse(node.substring(0, colon)) : Optional.empty();
    }

    static String text(InetAddress address) {
        var text = address.getHostAddress();
        var zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static boolean port(String node, int colon) {
        if (colon == node.length()) return true;
        if (node.charAt(colon) != ':' || colon + 1 == node.length() || node.length() - colon > 6) return false;
        return node.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
    }
}
