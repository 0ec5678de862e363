package dev.chancery.http;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The networks (CIDR) whose word on the client's address counts: RFC 7239 §8.1.
public record TrustedProxies(List<Network> networks) {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    /// `10.0.0.0/8`, `2001:db8::/32`, or a single address.
    public static TrustedProxies of(List<String> networks) {
        return new TrustedProxies(networks.stream().map(Network::of).toList());
    }

    /// The right-most address that is not a trusted proxy's; where the two header fields disagree or cannot be read,
    /// the peer.
    String client(Exchange.Wire wire) {
        return NetworkAddress.text(trusts(wire.peer()) ? forwarded(wire) : wire.peer());
    }

    private InetAddress forwarded(Exchange.Wire wire) {
        var listed = nodes(wire.headers("X-Forwarded-For"));
        var elements = elements(nodes(wire.headers("Forwarded")));
        if (listed.isEmpty()) return rightMostUntrusted(elements, wire.peer());
        var client = rightMostUntrusted(listed, wire.peer());
        // a proxy that writes one of the two passes on the other as the client sent it
        if (!elements.isEmpty() && !rightMostUntrusted(elements, wire.peer()).equals(client)) return wire.peer();
        return client;
    }

    private InetAddress rightMostUntrusted(List<String> nodes, InetAddress peer) {
        var client = peer;
        for (var node : nodes.reversed()) {
            var address = NetworkAddress.parseNode(node).orElse(null);
            if (address == null) return peer;
            client = address;
            if (!trusts(client)) break;
        }
        return client;
    }

    private boolean trusts(InetAddress address) {
        for (var network : networks) if (network.contains(address)) return true;
        return false;
    }

    private static List<String> nodes(List<String> values) {
        if (values.isEmpty()) return List.of();
        var nodes = new ArrayList<String>();
        for (var value : values) for (var node : value.split(",", -1)) nodes.add(node.strip());
        return nodes;
    }

    /// RFC 7239 §4: the `for` of each element; an element without one cannot be read.
    private static List<String> elements(List<String> elements) {
        return elements.stream().map(TrustedProxies::forOf).toList();
    }

    private static String forOf(String element) {
        @Nullable String found = null;
        for (var pair : element.split(";", -1)) {
            var text = pair.strip();
            if (!text.toLowerCase(Locale.ROOT).startsWith("for=")) continue;
            if (found != null) return "";
            found = text.substring(4).replace("\"", "");
        }
        return Optional.ofNullable(found).orElse("");
    }

    /// A CIDR block: RFC 4632 §3.1, RFC 4291 §2.3.
    public record Network(InetAddress base, int bits) {

        static Network of(String text) {
            var slash = text.indexOf('/');
            var base = NetworkAddress.parse(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(() -> new IllegalArgumentException("not an address or network: " + text));
            var most = base.getAddress().length * 8;
            var bits = slash < 0 ? most : bits(text, slash);
            if (bits > most) throw new IllegalArgumentException("not an address or network: " + text);
            return new Network(base, bits);
        }

        private static int bits(String text, int slash) {
            var digits = text.substring(slash + 1);
            if (!digits.matches("\\d{1,3}")) throw new IllegalArgumentException("not an address or network: " + text);
            return Integer.parseInt(digits);
        }

        boolean contains(InetAddress address) {
            var ours = base.getAddress();
            var theirs = address.getAddress();
            if (ours.length != theirs.length) return false;
            for (int bit = 0; bit < bits; bit += 8) {
                var mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
                if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) return false;
            }
            return true;
        }
    }
}
