package dev.chancery.http;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.util.Optional;

/// Which addresses are taken for one visitor: who has one IPv6 address has the 2^64 beside it (RFC 4291 §2.5.4).
public final class Network {
    private static final int IPV6_BYTES = 8;

    private Network() {}

    /// Absent for what is no address.
    public static Optional<String> of(String address) {
        return NetworkAddress.parse(address).map(parsed -> parsed instanceof Inet6Address v6 ? prefix(v6) : address);
    }

    private static String prefix(Inet6Address address) {
        var bytes = address.getAddress();
        for (var i = IPV6_BYTES; i < bytes.length; i++) bytes[i] = 0;
        try {
            return Inet6Address.getByAddress(null, bytes, -1).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
